/** Legal disorder: the order of messages that the guide leaves free, shuffled from a seed. */
export { Disorder, type Ready, type Receiver } from './disorder';
export { type DisorderOptions, type DisorderSettings, disorderSettings } from './settings';
