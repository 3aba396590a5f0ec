// The dialogs of cti-call and cti-agent: where a node remembers what it has told.
window.CtiEditor ??= {};

/** Fills the select: the memory of the process, the context stores that there are, and the chosen one. */
CtiEditor.contextStores = (select, chosen) => {
  const text = (key, options) => RED._(`@ged188/node-red-cti/cti-call:${key}`, options);
  const stores = RED.settings.context?.stores ?? [];
  $('<option>').val('').text(text('cti-call.store.process')).appendTo(select);
  for (const name of new Set([...stores, ...(chosen ? [chosen] : [])])) {
    $('<option>').val(name).text(text('cti-call.store.context', { name })).appendTo(select);
  }
  select.val(chosen || '');
};
