/** A flow with every type of node: as they come from the palette, and as the examples have them. */
import { editorDefaults } from '../nodes/editor-defaults';
import { collector } from '../nodes/real-node-red';
import { EXAMPLES, type FlowNode, isConfig, TYPES } from './contents';

/** The server that the flow works with, and the simulator behind it. */
const CENTRE = 'centre';
export const SIMULATOR = 'used-cti-simulator';
export const FRESH = TYPES.map((type) => `fresh-${type}`);
export const USED = TYPES.filter((type) => type !== 'cti-server').map((type) => `used-${type}`);
/** A node inside the subflow, and the subflow in use. */
export const INSIDE = 'inside';
export const INSTANCE = 'instance';

interface Property {
  readonly value: unknown;
  readonly required?: boolean;
  /** Of the config node that it names. */
  readonly type?: string;
}

const place = (z: string, i: number) => ({ z, x: 200, y: 60 + 60 * i, wires: [[]] });

/** With the values of the palette, and what has to be filled in; they stand on a disabled tab. */
function fresh(type: string, i: number): object {
  const values = Object.entries(editorDefaults(type) as Record<string, Property>).map(([name, property]) => {
    if (property.type !== undefined && TYPES.includes(property.type)) return [name, `fresh-${property.type}`];
    return [name, property.required && property.value === '' ? '127.0.0.1' : property.value];
  });
  const plain = JSON.parse(JSON.stringify(Object.fromEntries(values)));
  return { id: `fresh-${type}`, type, ...(isConfig(type) ? {} : place('fresh', i)), ...plain };
}

/** One side, and the contact centre of the call suite, whatever the example has. */
const SIMULATED = { portB: '', contactCentre: 'ready' };

/** As the example has it that says most about it; for the simulator and server of this flow. */
function used(type: string, i: number, port: number): object {
  const [example] = [...EXAMPLES.values()]
    .flat()
    .filter((node) => node.type === type)
    .sort((a, b) => JSON.stringify(b).length - JSON.stringify(a).length);
  if (!example) throw new Error(`no example has a ${type}`);
  const own: Record<string, unknown> = type === 'cti-simulator' ? { ...SIMULATED, port: String(port) } : {};
  for (const [name, property] of Object.entries(editorDefaults(type) as Record<string, Property>)) {
    if (property.type === 'cti-server') own[name] = CENTRE;
  }
  return { ...example, ...own, id: `used-${type}`, ...(isConfig(type) ? {} : place('used', i)) };
}

function subflow(): object[] {
  const event = { type: 'cti-event', name: '', server: `\${SERVER}`, messages: ['*'] };
  return [
    {
      id: 'sub',
      type: 'subflow',
      name: 'Events of a server',
      in: [],
      out: [{ x: 400, y: 60, wires: [{ id: INSIDE, port: 0 }] }],
      env: [{ name: 'SERVER', type: 'cti-server', value: '', ui: { type: 'conf-types' } }],
    },
    { id: INSIDE, ...event, ...place('sub', 0) },
    {
      id: INSTANCE,
      type: 'subflow:sub',
      name: '',
      ...place('used', USED.length),
      env: [{ name: 'SERVER', value: CENTRE, type: 'conf-type' }],
      wires: [['through the subflow']],
    },
    collector('through the subflow', 'used'),
  ];
}

/** @param port of the simulator */
export function flowOfAllTypes(port: number): object[] {
  const example = [...EXAMPLES.values()].flat().find((node) => node.type === 'cti-server') as FlowNode;
  const wired = (node: object, id: string): object[] => [{ ...node, wires: [[id]] }, collector(id, 'used')];
  const name = (node: object): string => (node as FlowNode).id;
  return [
    { id: 'fresh', type: 'tab', label: 'From the palette', disabled: true },
    { id: 'used', type: 'tab', label: 'In use' },
    { ...example, id: CENTRE, host: '127.0.0.1', port: String(port), hostB: '', portB: '', usetls: false },
    ...TYPES.map(fresh),
    ...TYPES.filter((type) => type !== 'cti-server')
      .map((type, i) => used(type, i, port))
      .flatMap((node) => {
        if (name(node) === 'used-cti-event') return wired({ ...node, messages: ['*'] }, 'events');
        if (name(node) === 'used-cti-call') return wired({ ...node, ...EVERY_CALL }, 'calls');
        return [node];
      }),
    ...subflow(),
  ];
}

/** No filter of the example stays. */
const EVERY_CALL = {
  changes: ['call.ringing', 'call.answered', 'call.ended'],
  agent: '',
  device: '',
  skillGroup: '',
  dialedNumber: '',
  variableName: '',
  variable: '',
  direction: '',
  oncePerContact: false,
};
