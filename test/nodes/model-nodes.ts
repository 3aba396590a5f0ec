/** Nodes that follow calls and agents, as the editor saves them. */
import { CHANGES } from '../../nodes/change-topics';

export function callNode(more: object = {}): object {
  return {
    server: 'server',
    changes: CHANGES.call,
    agent: '',
    device: '',
    skillGroup: '',
    dialedNumber: '',
    variableName: '',
    variable: '',
    direction: '',
    oncePerContact: false,
    store: '',
    ...more,
  };
}

export function agentNode(more: object = {}): object {
  return {
    server: 'server',
    changes: CHANGES.agent,
    agent: '',
    device: '',
    skillGroup: '',
    team: '',
    reason: '',
    store: '',
    ...more,
  };
}

export function lookupNode(more: object = {}): object {
  return {
    server: 'server',
    what: 'calls',
    answer: 'list',
    fresh: false,
    callID: '',
    contact: '',
    connectionCallID: '',
    agent: '',
    device: '',
    skillGroup: '',
    team: '',
    peripheralID: '',
    variableName: '',
    variable: '',
    ...more,
  };
}
