import type { ListLayout, Slot } from './layout';

/**
 * Collects the items of one repeating group or of the records of a configuration message. The
 * count field is not trusted: items follow from the fields themselves.
 */
export class ListReader {
  readonly layout: ListLayout;
  readonly slot: number;
  readonly #items: object[] = [];
  #values: unknown[] = [];
  /** Position of the last member seen in the current item; -1 before the first. */
  #last = -1;
  #nested: ListReader[] | undefined;
  /** First of the items that array fields fill; -1 outside such a run. */
  #arrayStart = -1;

  constructor(layout: ListLayout) {
    this.layout = layout;
    this.slot = layout.slot;
  }

  add(slot: Slot, list: ListLayout, value: unknown): void {
    if (list !== this.layout) {
      this.#inner(list).add(slot, list, value);
      return;
    }
    if (this.#begins(slot)) this.#flush();
    this.#arrayStart = -1;
    this.#values[slot.index] = value;
    this.#last = slot.index;
  }

  /** One field with the values of several items: the guide prints some lists so. */
  addArray(slot: Slot, list: ListLayout, elements: readonly unknown[]): void {
    if (list !== this.layout) {
      this.#inner(list).addArray(slot, list, elements);
      return;
    }
    this.#flush();
    const items = this.#items as Record<string, unknown>[];
    const fill = this.#arrayStart;
    if (fill < 0 || items[fill]?.[slot.key] !== undefined) this.#arrayStart = items.length;
    elements.forEach((element, i) => {
      const at = this.#arrayStart + i;
      if (at === items.length) items.push(this.layout.build([]) as Record<string, unknown>);
      (items[at] as Record<string, unknown>)[slot.key] = element;
    });
  }

  finish(): object[] {
    this.#flush();
    return this.#items;
  }

  /** Records begin with a certain field, or when one repeats; members of a group keep their order. */
  #begins(slot: Slot): boolean {
    if (this.#last < 0) return false;
    if (this.layout.startTag < 0) return slot.index <= this.#last;
    return slot.tag === this.layout.startTag || this.#values[slot.index] !== undefined;
  }

  #inner(list: ListLayout): ListReader {
    this.#nested ??= [];
    let reader = this.#nested.find((candidate) => candidate.layout === list);
    if (reader === undefined) {
      reader = new ListReader(list);
      this.#nested.push(reader);
    }
    this.#last = Math.max(this.#last, 0);
    return reader;
  }

  #flush(): void {
    if (this.#last < 0) return;
    for (const reader of this.#nested ?? []) this.#values[reader.slot] = reader.finish();
    this.#items.push(this.layout.build(this.#values));
    this.#values = [];
    this.#nested = undefined;
    this.#last = -1;
  }
}
