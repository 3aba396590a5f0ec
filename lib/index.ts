/** The public library: protocol, codec, session and simulator, without Node-RED. */
export * from './codec';
export * from './protocol';
export * from './session';
export * from './simulator';
