/**
 * A test that leaves a socket, server, timer or child process behind would keep the run alive for ever:
 * ten seconds after the last test the run says what is open, and fails.
 */
export const mochaHooks = {
  afterAll() {
    const limit = setTimeout(() => {
      console.error(`Still open ten seconds after the last test: ${process.getActiveResourcesInfo().join(', ')}`);
      process.exit(1);
    }, 10_000);
    limit.unref();
  },
};
