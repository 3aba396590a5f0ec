// What the dialogs know of the protocol: requests, messages, services, masks, ports. Fetched once, again after a failure.
window.CtiEditor ??= {};

(() => {
  let definitions;

  /** Returns jQuery's promise of the definitions, one for all dialogs. */
  CtiEditor.definitions = () => {
    definitions ??= $.getJSON('cti-server/definitions').fail(() => {
      definitions = undefined;
    });
    return definitions;
  };
})();
