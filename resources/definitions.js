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

  /** A new node gets the server where there is only one to choose. */
  CtiEditor.preselectServer = (node) => {
    const servers = [];
    RED.nodes.eachConfig((config) => {
      if (config.type === 'cti-server' && !config.z) servers.push(config.id);
    });
    if (!node.server && servers.length === 1) $('#node-input-server').val(servers[0]).trigger('change');
  };
})();
