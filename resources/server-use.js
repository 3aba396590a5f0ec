// The dialog of cti-server: what the session is there for, as services that are usual together.
window.CtiEditor ??= {};

(() => {
  /** Which of the uses these services are; undefined: none. */
  CtiEditor.useOf = (uses, services) =>
    Object.keys(uses).find(
      (use) => uses[use].length === services.length && uses[use].every((one) => services.includes(one)),
    );

  /**
   * The row "Use". field: gives the input of a property; uses: of the definitions; list: the check list of services in
   * its container; text: gives the words of a key; id: of the cti-server.
   */
  CtiEditor.serverUse = ({ field, uses, list, container, text, id }) => {
    const select = $('#cti-server-use').empty();
    for (const use of [...Object.keys(uses), 'own']) {
      $('<option>')
        .val(use)
        .text(text(`cti-server.use.${use}`))
        .appendTo(select);
    }
    function show() {
      const services = list.selected();
      const use = CtiEditor.useOf(uses, services) ?? 'own';
      select.val(use);
      tell(use, services);
    }
    function tell(use, services) {
      $('#cti-server-use-tip').html(text(`cti-server.useTip.${use}`));
      $('#cti-server-agent').toggle(services.includes('CTI_SERVICE_CLIENT_EVENTS'));
      showSecond(services);
    }
    function showSecond(services) {
      const other = services.includes('CTI_SERVICE_ALL_EVENTS') && second(field, id);
      $('#cti-server-second')
        .toggle(!!other)
        .text(other ? text('cti-server.tip.second', { name: other }) : '');
    }
    select.prop('disabled', false).on('change', () => {
      const chosen = select.val();
      if (uses[chosen]) {
        list.select(uses[chosen]);
        show();
        return;
      }
      // The services stay as they are until one is ticked.
      container.find('details').prop('open', true);
      tell(chosen, list.selected());
    });
    container.on('cti-change', show);
    field('host')
      .add(field('port'))
      .add(field('instance'))
      .on('input', () => showSecond(list.selected()));
    show();
  };

  /** The label of another cti-server with the same server, which one session would do for. */
  function second(field, id) {
    const host = field('host').val().trim().toLowerCase();
    const [port, instance] = [field('port').val().trim(), field('instance').val().trim() || '0'];
    let found;
    if (host === '') return found;
    RED.nodes.eachConfig((node) => {
      if (node.type !== 'cti-server' || node.id === id || node.d) return;
      const same = String(node.host).trim().toLowerCase() === host && String(node.instance || '0') === instance;
      const hasAllEvents = node.services.includes('CTI_SERVICE_ALL_EVENTS');
      if (same && hasAllEvents && String(node.port ?? '').trim() === port)
        found ??= RED.utils.getNodeLabel(node, node.id);
    });
    return found;
  }
})();
