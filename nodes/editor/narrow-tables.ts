/** Help is read in a sidebar that is 300 pixels wide: long words in tables may be broken where their parts meet. */

/** @param help Markdown; @returns the same, with names that break after a dot, an underscore or a part of a word */
export function narrowTables(help: string): string {
  return help.replace(/^\|.*$/gm, (row) =>
    row
      .split(/`([^`]+)`/)
      .map((part, i) => (i % 2 === 1 ? code(part) : words(part)))
      .join(''),
  );
}

/** Within a constant that is written without backticks. */
const CONSTANT = /(?<=[A-Z])_(?=[A-Z])/g;

/** Where parts of a German word meet that Cisco's terms have: Nachbearbeitungs-daten, Aufzeichnungs-server. */
const JOINT = /(?<=\p{L}(?:ungs|ions|anruf|agenten))(?=\p{Ll}{4})/gu;

function words(text: string): string {
  return text.replace(CONSTANT, '_<wbr>').replace(JOINT, '&shy;');
}

/** Elsewhere in Markdown these mean something, even inside of HTML. */
const SPECIAL = /[&<>*[\]\\~]/g;

function code(name: string): string {
  const parts = name.split(/(?<=[_./,])(?=\w)|(?<=[a-z])(?=[A-Z])/);
  return `<code>${parts.map((part) => part.replace(SPECIAL, (sign) => `&#${sign.charCodeAt(0)};`)).join('<wbr>')}</code>`;
}
