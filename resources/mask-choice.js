// The dialog of cti-server: which events the server sends: as the nodes need them, all, or those that are ticked.
window.CtiEditor ??= {};

/**
 * One row for each mask of the definitions in the container. node: has the settings; items: gives the items of a check
 * list for the bits of a mask; text: gives the words of a key. Returns a function that gives the settings chosen.
 */
CtiEditor.maskChoice = (container, { eventMasks, masks }, node, items, text) => {
  container.empty();
  const rows = Object.entries(eventMasks).map(([property, mask]) => {
    const id = `cti-server-${property}`;
    const bits = masks[mask];
    const row = $('<div class="form-row">').appendTo(container);
    $('<label class="cti-wide">')
      .attr('for', id)
      .text(text(`cti-server.label.${property}`))
      .appendTo(row);
    const select = $('<select style="width: calc(100% - 165px)">').attr('id', id).appendTo(row);
    for (const way of ['auto', 'all', 'chosen']) {
      $('<option>')
        .val(way)
        .text(text(`cti-server.events.${way}`))
        .appendTo(select);
    }
    const given = node[property];
    const checks = $('<div class="cti-checks" style="margin-top: 6px">').appendTo(row);
    const group = { label: text(`cti-server.label.${property}`), open: true, items: items(bits) };
    const list = CtiEditor.checkList(checks, [group], Array.isArray(given) ? given : bits, text);
    const show = () => checks.toggle(select.val() === 'chosen');
    select.val(Array.isArray(given) ? 'chosen' : (given ?? 'all')).on('change', show);
    show();
    return { property, value: () => (select.val() === 'chosen' ? list.selected() : select.val()) };
  });
  return () => Object.fromEntries(rows.map(({ property, value }) => [property, value()]));
};
