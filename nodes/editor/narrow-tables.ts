/** Help is read in a sidebar that is 300 pixels wide: names in tables may be broken where their words meet. */

/** @param help Markdown; @returns the same, with names that break after a dot, an underscore or a part of a word */
export function narrowTables(help: string): string {
  return help.replace(/^\|.*$/gm, (row) =>
    row.replace(/`([^`]+)`/g, (_all, name: string) => code(name)).replace(CONSTANT, '_<wbr>'),
  );
}

/** Within a constant that is written without backticks. */
const CONSTANT = /(?<=[A-Z])_(?=[A-Z])/g;

/** Elsewhere in Markdown these mean something, even inside of HTML. */
const SPECIAL = /[&<>*[\]\\~]/g;

function code(name: string): string {
  const parts = name.split(/(?<=[_./,])(?=\w)|(?<=[a-z])(?=[A-Z])/);
  return `<code>${parts.map((part) => part.replace(SPECIAL, (sign) => `&#${sign.charCodeAt(0)};`)).join('<wbr>')}</code>`;
}
