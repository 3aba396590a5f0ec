/** Help is read in a sidebar that is 300 pixels wide: names in tables may be broken where their words meet. */

<<<<<<< HEAD
/** @param help Markdown; @returns the same, with names in code that break after a dot, an underscore or a part of a word */
export function narrowTables(help: string): string {
  return help.replace(/^\|.*$/gm, (row) => row.replace(/`([^`]+)`/g, (_all, name: string) => code(name)));
}

=======
/** @param help Markdown; @returns the same, with names that break after a dot, an underscore or a part of a word */
export function narrowTables(help: string): string {
  return help.replace(/^\|.*$/gm, (row) =>
    row.replace(/`([^`]+)`/g, (_all, name: string) => code(name)).replace(CONSTANT, '_<wbr>'),
  );
}

/** Within a constant that is written without backticks. */
const CONSTANT = /(?<=[A-Z])_(?=[A-Z])/g;

>>>>>>> 87a4207783ad850dc7f10828fed79367b6c1618e
/** Elsewhere in Markdown these mean something, even inside of HTML. */
const SPECIAL = /[&<>*[\]\\~]/g;

function code(name: string): string {
<<<<<<< HEAD
  const parts = name.split(/(?<=[_./,]|[a-z](?=[A-Z]))/);
=======
  const parts = name.split(/(?<=[_./,])(?=\w)|(?<=[a-z])(?=[A-Z])/);
>>>>>>> 87a4207783ad850dc7f10828fed79367b6c1618e
  return `<code>${parts.map((part) => part.replace(SPECIAL, (sign) => `&#${sign.charCodeAt(0)};`)).join('<wbr>')}</code>`;
}
