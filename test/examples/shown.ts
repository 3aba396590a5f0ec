/** The text of a file in examples/. */
export function shownAs(nodes: readonly object[]): string {
  return `${JSON.stringify(nodes, null, 2)}\n`;
}
