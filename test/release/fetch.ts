/** Fetches the Node-RED that the package is tried in, once, before several programs want it at a time. */
import { installTools } from './tools';

void installTools();
