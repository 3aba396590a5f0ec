/** The public library: protocol, codec, session, model, simulator and the nodes' messages, without Node-RED. */
export * from './codec';
export * from './model';
export * from './node-messages';
export * from './protocol';
export * from './session';
export * from './simulator';
