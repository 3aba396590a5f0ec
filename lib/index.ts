/** The public library: protocol, codec, session, model and simulator, without Node-RED. */
export * from './codec';
export * from './model';
export * from './protocol';
export * from './session';
export * from './simulator';
