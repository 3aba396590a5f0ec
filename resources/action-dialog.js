// The dialogs of the nodes of the palette that send requests: an action, the call it is for, the fields.
window.CtiEditor ??= {};

(() => {
  const text = (key, more) => RED._(`@ged188/node-red-cti/cti-server:cti-server.action.${key}`, more);
  const COMMON = ['msg', 'flow', 'global', 'env', 'jsonata'];
  const SOURCES = ['message', 'agent', 'id', 'fields'];
  /** What is typed first into the row of a source, by source. */
  const CALL_TYPES = { message: ['msg', 'flow', 'global', 'jsonata'], id: ['str', 'num', ...COMMON] };

  let definitions;
  /** Validators answer at once: until the definitions are here they let everything pass. */
  CtiEditor.definitionsNow = () => {
    CtiEditor.definitions().then((known) => {
      definitions = known;
    });
    return definitions;
  };

  const actionsOf = (type, known) => known.palette[type];
  const actionOf = (node, known) => {
    const actions = actionsOf(node.type, known);
    return actions.length === 1 ? actions[0] : actions.find(({ name }) => name === node.action);
  };

  /** A validator for the fields of such a node. */
  CtiEditor.checkAction = (node, filled, opt) => {
    const known = CtiEditor.definitionsNow();
    const fields = known && actionOf(node, known)?.fields;
    return CtiEditor.checkFields(filled, fields, RED.nodes.node(node.server)?.charset, opt);
  };

  CtiEditor.checkTyped = (value, type, opt) => value === '' || RED.utils.validateTypedProperty(value, type, opt);

  /** A validator for what names the call. */
  CtiEditor.checkCall = (node, value, opt) => {
    const field = $('#node-input-callFrom:visible');
    const from = field.length > 0 ? field.val() : node.callFrom;
    if (!(from in CALL_TYPES) || value === '') return true;
    return RED.utils.validateTypedProperty(value, node.callType, opt);
  };

  function row(container, id, icon, label, input) {
    const element = $('<div class="form-row">').appendTo(container);
    const words = $('<label class="cti-label">').attr('for', id).appendTo(element);
    $('<i>').addClass(`fa fa-${icon}`).appendTo(words);
    $('<span>').text(` ${label}`).appendTo(words);
    return input.attr('id', id).appendTo(element);
  }

  const hidden = (container, id, value) => $('<input type="hidden">').attr('id', id).val(value).appendTo(container);

  /** Which call: where it comes from, one of the sources, and the agent or device whose part in it is meant. */
  CtiEditor.callRows = (container, node, server, sources = SOURCES) => {
    const rows = $('<div>').appendTo(container);
    const source = row(rows, 'node-input-callFrom', 'phone', text('label.callFrom'), $('<select>'));
    for (const name of sources)
      $('<option>')
        .val(name)
        .text(text(`callFrom.${name}`))
        .appendTo(source);
    source.val(node.callFrom);
    const callType = hidden(rows, 'node-input-callType', node.callType);
    const partyType = hidden(rows, 'node-input-partyType', node.partyType);
    const wide = '<input type="text" style="width: calc(100% - 135px)">';
    const call = row(rows, 'node-input-call', 'hashtag', text('label.call'), $(wide)).val(node.call);
    const party = row(rows, 'node-input-party', 'user', text('label.party'), $(wide)).val(node.party);
    call.typedInput({ types: CALL_TYPES.id, typeField: callType });
    party.typedInput({ types: ['str', ...COMMON], typeField: partyType });
    CtiEditor.nameTyped(call, text('label.call'));
    CtiEditor.nameTyped(party, text('label.party'));
    CtiEditor.pickList(party, { kind: 'agents', server });
    const follow = () => {
      const from = source.val();
      call.closest('.form-row').toggle(from in CALL_TYPES);
      if (from in CALL_TYPES) {
        const type = callType.val();
        call.typedInput('types', CALL_TYPES[from]);
        if (CALL_TYPES[from].includes(type)) call.typedInput('type', type);
        else if (from === 'message') call.typedInput('type', 'msg');
      }
      party.closest('.form-row').toggle(from !== 'fields');
      party.typedInput('width', 'calc(100% - 135px)');
    };
    source.on('change', () => {
      if (source.val() === 'message') {
        call.typedInput('type', 'msg');
        call.typedInput('value', 'payload');
      }
      follow();
      container.trigger('cti-call-from');
    });
    follow();
    return { rows, from: () => source.val() };
  };

  function about(container, action) {
    container.empty();
    $('<div class="cti-key">').text(action.request).appendTo(container);
    $('<div>').text(CtiEditor.words.message(action.request)).appendTo(container);
    if (!action.confirmedBy) $('<div>').text(text('tip.unconfirmed')).appendTo(container);
    $('<div>').text(text('tip.fields')).appendTo(container);
  }

  /**
   * Builds the dialog below the rows of name and server, in #cti-action. password: the property of a credential that the
   * actions with agentPassword use. above: rows of the template that belong above the form of the actions that have the
   * field { key }, and stand for it. below: rows that belong below the form of the actions whose names fit. The node keeps
   * what reads the form until it is saved.
   */
  CtiEditor.actionDialog = (node, { password, above, below } = {}) => {
    CtiEditor.preselectServer(node);
    const container = $('#cti-action').empty();
    const server = () => $('#node-input-server').val();
    CtiEditor.definitions().then(
      (known) => {
        const actions = actionsOf(node.type, known);
        const label = (name) => node._(`${node.type}.action.${name}`);
        const select = row(container, 'node-input-action', 'bolt', text('label.action'), $('<select>'));
        $('<option>').val('').text(text('label.fromMessage')).appendTo(select);
        for (const { name } of actions) $('<option>').val(name).text(label(name)).appendTo(select);
        select.val(node.action);
        select.closest('.form-row').toggle(actions.length > 1);
        const tip = $('<div class="form-tips cti-tip">').appendTo(container);
        const choice = actions.some(({ connections }) => connections)
          ? CtiEditor.callRows(container, node, server)
          : undefined;
        const passwordRow = $('#cti-action-password').toggle(false);
        const form = $('<div>').appendTo(container);
        if (above) $(above.rows).insertBefore(form);
        if (password) passwordRow.insertBefore(form);
        if (below) $(below.rows).appendTo(container);
        const timeout = $('<input type="text" style="width: 240px">').val(node.timeout);
        timeout.attr('placeholder', text('placeholder.timeout'));
        row(container, 'node-input-timeout', 'clock-o', text('label.timeout'), timeout);
        $('<span class="cti-unit">').text(text('hint.seconds')).insertAfter(timeout);
        // Core looks for mistakes when a field changes that was there before the definitions: the name is one.
        timeout.on('change', () => $('#node-input-name').trigger('change')).trigger('change');

        let filled = node.fields;
        let read = () => ({});
        const build = () => {
          const action = actions.find(({ name }) => name === select.val());
          choice?.rows.toggle(!action || Boolean(action.connections));
          if (above) $(above.rows).toggle(!action || action.fields.some(({ key }) => key === above.key));
          if (below) $(below.rows).toggle(!action || below.actions.test(action.name));
          passwordRow.toggle(Boolean(action?.fields.some(({ key }) => key === 'agentPassword')));
          if (!action) {
            tip.text(text('tip.dynamic', { actions: actions.map(({ name }) => name).join(', ') }));
            form.empty();
            read = () => ({});
            return;
          }
          about(tip, action);
          const chosen = choice && action.connections && choice.from() !== 'fields' ? action.connections : [];
          const shown = (field) => (action.connections?.includes(field.key) ? { ...field, first: true } : field);
          const isElsewhere = ({ key }) => chosen.includes(key) || key === above?.key;
          const fields = action.fields.filter((field) => !isElsewhere(field)).map(shown);
          // What the chosen call gives nobody has to fill in.
          const oneOf = action.oneOf?.filter(({ keys }) => !keys.some((key) => chosen.includes(key)));
          const request = { name: action.request, fields, oneOf };
          read = CtiEditor.requestForm(form, request, filled, known, server);
        };
        const rebuild = () => {
          // Fields that both actions have keep what was typed.
          filled = { ...filled, ...read() };
          build();
        };
        build();
        select.on('change', rebuild);
        container.on('cti-call-from', rebuild);
        node.readAction = () => read();
      },
      () => container.text(RED._('@ged188/node-red-cti/cti-server:cti-server.error.definitions')),
    );
  };

  CtiEditor.saveAction = (node) => {
    if (node.readAction) node.fields = node.readAction();
    delete node.readAction;
  };

  CtiEditor.cancelAction = (node) => {
    delete node.readAction;
  };
})();
