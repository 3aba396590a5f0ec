/** What sheets write again and again, in short. */
import type { Properties } from './sheet';

/** An inject for cti-simulator, or for any node that wants a topic. */
export function order(name: string, topic: string, payload?: object | string | number): Properties {
  return { name, topic, props: [{ p: 'topic', vt: 'str' }, { p: 'payload' }], ...typed(payload) };
}

/** An inject with a payload only. */
export function button(name: string, payload?: object | string | number): Properties {
  return { name, ...typed(payload) };
}

function typed(payload: object | string | number | undefined): Properties {
  if (payload === undefined) return {};
  if (typeof payload === 'object') return { payload: JSON.stringify(payload), payloadType: 'json' };
  return { payload: String(payload), payloadType: typeof payload === 'number' ? 'num' : 'str' };
}

/** A change with its rules in order. */
export function change(name: string, ...rules: readonly object[]): Properties {
  return { name, rules };
}

/** A rule of a change. @param p such as payload, or flow.known[msg.contact.id] */
export function set(p: string, to: string, tot = 'jsonata'): object {
  return { t: 'set', ...property(p), to, tot };
}

export function move(p: string, to: string): object {
  return { t: 'move', ...property(p), to, tot: 'msg' };
}

export function remove(p: string): object {
  return { t: 'delete', ...property(p) };
}

function property(p: string): object {
  return p.startsWith('flow.') ? { p: p.slice('flow.'.length), pt: 'flow' } : { p, pt: 'msg' };
}

/** A switch that lets through what a JSONata expression is true for. */
export function only(name: string, expression: string): Properties {
  return { name, property: expression, propertyType: 'jsonata', rules: [{ t: 'true' }] };
}

/** A switch that lets one topic through. */
export function topicIs(name: string, topic: string): Properties {
  return { name, property: 'topic', rules: [{ t: 'eq', v: topic, vt: 'str' }] };
}

/** A debug that shows all of the payload, or something else of the message. */
export function shown(name: string, complete = 'payload'): Properties {
  return { name, complete };
}
