// The dialog of cti-server: what it shows when it opens, and what it gives back.
window.CtiEditor ??= {};

(() => {
  const CHARSETS = [
    'windows-1252',
    'windows-1250',
    'windows-1251',
    'windows-1253',
    'windows-1254',
    'windows-1255',
    'windows-1256',
    'windows-1257',
    'windows-1258',
    'windows-874',
    'shift_jis',
    'gbk',
    'euc-kr',
    'big5',
    'utf-8',
  ];
  const TABS = ['connection', 'services', 'privacy', 'safety', 'more'];
  const LISTS_OF = {
    agents: ['allowAgents', 'denyAgents'],
    devices: ['allowDevices', 'denyDevices'],
  };

  const field = (name) => $(`#node-config-input-${name}`);

  function showTabs(text) {
    const tabs = RED.tabs.create({
      id: 'cti-server-tabs',
      onchange: ({ id }) => {
        $('#cti-server-tabs-content').children().hide();
        $(`#${id}`).show();
      },
    });
    for (const name of TABS) tabs.addTab({ id: `cti-server-tab-${name}`, label: text(`cti-server.tab.${name}`) });
    setTimeout(() => tabs.resize(), 0);
  }

  function showCharsets(chosen, text) {
    const names = CHARSETS.includes(chosen) ? CHARSETS : CHARSETS.concat(chosen || []);
    const select = field('charset');
    for (const name of names) {
      $('<option>')
        .val(name)
        .text(text(`cti-server.charset.${name}`, { defaultValue: name }))
        .appendTo(select);
    }
    select.val(chosen);
  }

  /** A flow may hold an environment variable, which core's select would show as nothing and not keep. */
  function showTlsVersion(chosen) {
    const select = field('minTlsVersion');
    if (!chosen || select.val() === chosen) return;
    $('<option>').val(chosen).text(chosen).appendTo(select);
    select.val(chosen);
  }

  /** Core would take a credential that was never set for one that the dialog has changed. */
  function completeCredentials(node) {
    const entries = Object.entries(node._def.credentials);
    const none = Object.fromEntries(
      entries.map(([name, { type }]) => (type === 'password' ? [`has_${name}`, false] : [name, ''])),
    );
    const { _: before, ...given } = node.credentials ?? {};
    node.credentials = { ...none, ...given, _: { ...none, ...before } };
  }

  /** A node of an earlier edition lacks settings that have come since: they are shown as they count. */
  function showDefaults(node) {
    for (const [name, { value, type }] of Object.entries(node._def.defaults)) {
      if (node[name] !== undefined || type) continue;
      if (typeof value === 'boolean') field(name).prop('checked', value);
      else if (typeof value === 'string') field(name).val(value);
    }
    // Flows of before there was an arm switch go on without it.
    if (node.alwaysArmed === undefined) field('alwaysArmed').prop('checked', true);
  }

  /** Services and masks as they are ticked; nothing before the lists are there. */
  const chosenBits = ({ lists }) => (lists ? { services: lists.services.selected(), ...lists.events() } : {});

  function shown(node, name) {
    const input = field(name);
    if (input.length === 0) return node[name];
    if (input.attr('type') === 'checkbox') return input.prop('checked') && !input.prop('disabled');
    // The value of core's select when nothing is chosen.
    return input.val() === '_ADD_' ? '' : input.val();
  }

  /** What the dialog holds, saved or not. */
  function formOf(node) {
    // No matter for a connection.
    const names = Object.keys(node._def.defaults).filter((name) => name !== 'privacy');
    const settings = Object.fromEntries(names.map((name) => [name, shown(node, name)]));
    const credentials = { clientID: field('clientID').val(), password: field('password').val() };
    return { id: node.id, settings: { ...settings, ...chosenBits(node) }, credentials };
  }

  function showServices(node, known, text) {
    const container = $('#cti-server-services');
    const item = (constant) => ({ value: constant, label: CtiEditor.words.bit(constant), constant });
    const open = CtiEditor.useOf(known.uses, node.services) === undefined;
    const all = { label: text('cti-server.label.allServices'), open, items: known.services.map(item) };
    const services = CtiEditor.checkList(container, [all], node.services, text);
    const items = (bits) => bits.map(item);
    node.lists = { services, events: CtiEditor.maskChoice($('#cti-server-masks'), known, node, items, text) };
    CtiEditor.serverUse({ field, uses: known.uses, list: services, container, text, id: node.id });
  }

  function showPrivacy(node, known, text) {
    node.privacyRows = CtiEditor.privacyTable(
      $('#cti-server-privacy'),
      node.privacy || [],
      known.privacy,
      text,
      node.id,
    );
    const showNeed = () => {
      const rows = node.privacyRows();
      $('#cti-server-privacy-agents').toggle(rows.some(CtiEditor.privacyHitsAgents));
      $('#cti-server-privacy-key').toggle(field('privacyKey').val() === '' && CtiEditor.privacyNeedsKey(rows));
    };
    $('#cti-server-tab-privacy').on('change input', showNeed);
    showNeed();
  }

  CtiEditor.serverDialog = (node) => {
    const text = node._.bind(node);
    completeCredentials(node);
    showTabs(text);
    showCharsets(node.charset, text);
    showTlsVersion(node.minTlsVersion);
    showDefaults(node);
    const showPorts = CtiEditor.followSettings(field, text);
    node.endTest = CtiEditor.connectionTest(() => formOf(node), text);
    node.lists = undefined;
    CtiEditor.definitions().then(
      (known) => {
        showServices(node, known, text);
        showPorts(known.ports);
        for (const [kind, lists] of Object.entries(LISTS_OF)) {
          for (const list of lists) CtiEditor.pickList(field(list), { kind, server: () => node.id, many: true });
        }
        showPrivacy(node, known, text);
      },
      () => $('#cti-server-services, #cti-server-masks').text(text('cti-server.error.definitions')),
    );
  };

  CtiEditor.saveServer = (node) => {
    Object.assign(node, chosenBits(node));
    if (node.privacyRows) node.privacy = node.privacyRows();
    if (field('hotStandby').prop('disabled')) field('hotStandby').prop('checked', false);
    CtiEditor.cancelServer(node);
  };

  CtiEditor.cancelServer = (node) => {
    node.endTest();
    delete node.endTest;
    delete node.privacyRows;
    delete node.lists;
  };
})();
