/** `cti probe`: tries the CTI Servers of a Peripheral Gateway, step by step. */
import { probe } from '../session';
import { type Command, EXIT } from './command';
import { jsonReport, jsonStep, textReport, textStep } from './probe-news';
import { probeOptions } from './probe-options';
import { Reporter } from './reporter';

const HELP = `Usage: cti probe HOST[:PORT] [HOST_B[:PORT_B]] [OPTION ...]

Tries the CTI Server of side A, and that of side B if it is given: name, TCP, TLS, a session with
the protocol version that the server speaks, services, peripherals, clock. Prints a line per step,
with advice where something is wrong, then a summary. An IPv6 address with a port stands in brackets:
[2001:db8::1]:42027.

It leaves running sessions alone: it asks for no events, never for CTI_SERVICE_CLIENT_EVENTS,
CTI_SERVICE_SUPERVISOR, CTI_SERVICE_CONNECTION_MONITOR or a standby, and closes politely. With
CTI_SERVICE_ALL_EVENTS, the default, it takes one of the all-events sessions of the Peripheral
Gateway for a moment; where the last one is in use --services CTI_SERVICE_CLIENT_CONTROL takes none.

Options:
  --instance N          instance number of Unified CCE, which moves the default ports (default 0)
  --tls                 TLS, on the secured port (default ports 42030, 43030; without 42027, 43027)
  --ca FILE             whom to trust, PEM: host.pem of a self-signed PG, or its CA (default: the
                        authorities that this system trusts)
  --ca-b FILE           the same for side B (default: that of side A)
  --cert FILE           certificate of this client, PEM
  --key FILE            its key, PEM
  --no-name-check       takes a certificate with another name; it must be trusted all the same
  --tls-min 1.2|1.3     lowest version of TLS (default 1.2)
  --client-id ID        by which the server knows this client (default cti-probe)
  --password-file FILE  its first line is the password; - reads standard input
                        (default: environment variable CTI_PASSWORD, else none)
  --protocol N          protocol version, 9 to 25 (default: the highest that the server speaks)
  --services LIST       what to ask for: constants with commas between (default
                        CTI_SERVICE_ALL_EVENTS)
  --timeout S           seconds for connecting, and again for the answer to OPEN_REQ (default 10, 30)
  --json                JSON Lines for machines: a line per step, the last line is the report
  -h, --help            shows this text

No option takes the password itself: every user of the host can see the command line of a process,
and shells keep it in their history.

Exit code: 0 when a side is open and no side failed (one on standby is right), 1 when not, 2 for a
wrong command line.

Example:
  cti probe pg1a.example.com pg1b.example.com --tls --ca pg1a.pem --ca-b pg1b.pem
`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

export const probeCommand: Command = {
  name: 'probe',
  summary: 'tries a CTI Server, step by step',
  help: HELP,
  options: {
    instance: text,
    tls: flag,
    ca: text,
    'ca-b': text,
    cert: text,
    key: text,
    'no-name-check': flag,
    'tls-min': text,
    'client-id': text,
    'password-file': text,
    protocol: text,
    services: text,
    timeout: text,
    json: flag,
  },
  positionals: 2,
  run: async (given, terminal, output) => {
    const options = await probeOptions(given, terminal);
    const json = given.options.json === true;
    const reporter = new Reporter(output);
    const ended = probe(options, (step) => reporter.report(json ? jsonStep(step) : textStep(step))).then((report) => {
      reporter.report(json ? jsonReport(report) : textReport(report));
      return report;
    });
    // Whoever reads no more still has the sessions closed politely.
    const [{ ok }] = await Promise.all([ended, Promise.race([ended, reporter.unread])]);
    await reporter.written();
    return ok ? EXIT.ok : EXIT.badInput;
  },
};
