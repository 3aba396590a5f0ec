// A list of check boxes in groups that fold, for services, events and messages.
window.CtiEditor ??= {};

(() => {
  /**
   * Fills the container. groups: [{ label, guide, open, items: [{ value, label, constant, about, cost, often }] }],
   * where guide is what the guide calls the group, about a sentence that explains the item, cost what comes with it and
   * often whether that is much; selected: values; text: gives the words of a key of cti-server's catalog. Returns
   * { selected(), select(values), filter(typed) }; the same values as before come in their order of before: a node in which
   * nothing has been changed is not to count as changed. The container gets the event cti-change when a person ticks something.
   */
  CtiEditor.checkList = (container, groups, selected, text) => {
    container.empty().attr('role', 'group');
    const chosen = new Set(selected);
    const built = groups.map((group) => groupOf(container, group, chosen, text));
    const nothing = $('<div class="cti-nothing">').text(text('cti-server.list.nothing')).hide().appendTo(container);
    const ticked = () =>
      container
        .find('.cti-check input:checked')
        .map((_index, box) => box.value)
        .get();
    const isAsBefore = (values) => values.length === selected?.length && values.every((value) => chosen.has(value));
    return {
      selected: () => {
        const values = ticked();
        return isAsBefore(values) ? [...selected] : values;
      },
      select: (values) => {
        for (const group of built) group.select(new Set(values));
      },
      filter: (typed) => {
        const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
        const found = built.map((group) => group.filter(words));
        nothing.toggle(!found.includes(true));
      },
    };
  };

  /** One group: its heading with a box for all, and a row for each item. */
  function groupOf(container, group, chosen, text) {
    const details = $('<details>').prop('open', !!group.open).appendTo(container);
    const summary = $('<summary>').appendTo(details);
    const all = $('<input type="checkbox">').attr('aria-label', group.label).appendTo(summary);
    $('<span>').text(`${group.label} `).appendTo(summary);
    const count = $('<span class="cti-count">').appendTo(summary);
    if (group.guide) $('<span class="cti-guide">').text(group.guide).appendTo(summary);
    const rows = group.items.map((item) => rowOf(details, item, chosen.has(item.value)));
    function show() {
      const ticked = rows.filter(({ box }) => box.prop('checked')).length;
      all.prop({ checked: ticked === rows.length, indeterminate: ticked > 0 && ticked < rows.length });
      count.text(text('cti-server.list.count', { ticked, total: rows.length }));
    }
    function changed() {
      show();
      container.trigger('cti-change');
    }
    all
      .on('click', (event) => event.stopPropagation())
      .on('change', () => {
        const ticked = all.prop('checked');
        for (const row of rows) if (!row.hidden) row.box.prop('checked', ticked);
        changed();
      });
    details.on('change', '.cti-check input', changed);
    show();
    return {
      select: (values) => {
        for (const { box } of rows) box.prop('checked', values.has(box.val()));
        show();
      },
      /** Hides the rows that lack one of the words; returns whether any is left. */
      filter: (words) => {
        for (const row of rows) {
          row.hidden = !words.every((word) => row.search.includes(word));
          row.element.toggle(!row.hidden);
        }
        const some = rows.some(({ hidden }) => !hidden);
        const ticked = rows.some(({ box }) => box.prop('checked'));
        details.toggle(some).prop('open', words.length > 0 || !!group.open || ticked);
        return some;
      },
    };
  }

  function rowOf(details, item, ticked) {
    const element = $('<label class="cti-check">').appendTo(details);
    const box = $('<input type="checkbox">').val(item.value).prop('checked', ticked).appendTo(element);
    const words = $('<span>').text(item.label).appendTo(element);
    if (item.constant) $('<span class="cti-constant">').text(item.constant).appendTo(words);
    if (item.cost) {
      const cost = $('<span class="cti-cost">').text(item.cost).appendTo(words);
      if (item.often) $('<i class="fa fa-tachometer" aria-hidden="true">').prependTo(cost.addClass('cti-often'));
    }
    if (item.about) element.attr('title', item.about);
    return { element, box, search: `${item.label} ${item.value} ${item.about ?? ''}`.toLowerCase(), hidden: false };
  }
})();
