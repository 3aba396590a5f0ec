/** Whole nodes for the rows of a sheet, and groups that many examples have. */
import { change, only, order, set, shown } from './pieces';
import type { RowNode, Sheet } from './sheet';

type Node = NonNullable<RowNode>;

/** The comment at the top; its text explains the example. */
export const READ_ME = 'Deploy, then press the inject buttons. Read me by a double click.';

/** What a dialog saves of a typed input. */
export const typed = (value: string, type = 'str') => ({ value, type });

/** An inject button. @param payload undefined: nothing in particular */
export function button(id: string, name: string, topic = '', payload?: string | number | object): Node {
  return [id, 'inject', order(name, topic, payload)];
}

/** Puts what a JSONata expression gives in the place of the payload. */
export function says(id: string, name: string, expression: string): Node {
  return [id, 'change', change(name, set('payload', expression))];
}

/** Sets a value in the flow's context. */
export function remembers(id: string, name: string, key: string, value: string, type = 'jsonata'): Node {
  return [id, 'change', change(name, set(`flow.${key}`, value, type))];
}

/** What does not fit ends here. */
export function onlyIf(id: string, name: string, expression: string): Node {
  return [id, 'switch', only(name, expression)];
}

export function shows(id: string, name: string, complete?: string): Node {
  return [id, 'debug', shown(name, complete)];
}

/** Rows of buttons, all wired to the node that stands beside the first one. @param to and what follows it */
export function buttons(sheet: Sheet, to: Node | readonly [Node, ...Node[]], ...all: readonly Node[]): void {
  const row = (typeof to[0] === 'string' ? [to] : to) as readonly [Node, ...Node[]];
  all.forEach((one, i) => {
    if (i === 0) sheet.row(one, ...row);
    else sheet.row(one).wire(one[0], row[0][0]);
  });
}

/** What an agent does with a call that rings, as actions of a cti-simulator. */
export function takesAndEnds(agent: string): readonly object[] {
  return [
    { action: 'answer', agent },
    { action: 'clear', agent },
  ];
}

/** The group at the end: what is refused or fails, with its code. */
export function failures(sheet: Sheet, number: number): Sheet {
  return sheet
    .comment(`${number}  What goes wrong`)
    .row(
      ['catch', 'catch', { name: 'refused or failed' }],
      says('code', 'code and text', "error.code & ': ' & error.message"),
      shows('failed', 'failures'),
    );
}
