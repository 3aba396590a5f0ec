// The dialog of cti-route: rules in order, and what is done where none applies.
window.CtiEditor ??= {};

(() => {
  const text = (key, more) => RED._(`@ged188/node-red-cti/cti-route:cti-route.rule.${key}`, more);
  const actionName = (name) => RED._(`@ged188/node-red-cti/cti-route:cti-route.action.${name}`);
  /** Forms of requests in one dialog have ids of their own. */
  let forms = 0;

  /**
   * What is done, and the fields of its request. isNew: nothing is missed before somebody was in a field.
   * Returns what gives { action, fields } as it stands.
   */
  function step(container, saved, form, label, isNew) {
    const { actions, all, server } = form;
    const id = `cti-step-${forms++}`;
    const row = $('<div class="cti-rule-part">').appendTo(container);
    $('<label>').attr('for', id).text(label).appendTo(row);
    const select = $('<select>').attr('id', id).appendTo(row);
    for (const { name } of actions) $('<option>').val(name).text(actionName(name)).appendTo(select);
    $('<option>').val('none').text(text('none')).appendTo(select);
    select.val(saved.action);
    const fields = $('<div>').appendTo(container);
    const problem = $('<div class="cti-problem" aria-live="polite">').appendTo(container);
    let filled = saved.fields ?? {};
    let read = () => ({});
    let isSeen = !isNew;
    const build = () => {
      const action = actions.find(({ name }) => name === select.val());
      fields.empty();
      read = () => ({});
      if (action) {
        const own = action.fields.filter(({ key }) => !action.connections.includes(key));
        const request = { name: action.request, fields: own, oneOf: action.oneOf, id: `${id}-` };
        read = CtiEditor.requestForm(fields, request, filled, all, server);
        // Nothing is taken from the message here.
        fields.find('.red-ui-typedInput-input').removeAttr('placeholder');
      }
      check();
    };
    const now = () => ({ action: select.val(), fields: read() });
    const check = () => {
      const wrong = isSeen ? CtiEditor.stepProblem(now(), actions) : undefined;
      problem.text(wrong ?? '').toggle(Boolean(wrong));
    };
    select.on('change', () => {
      filled = { ...filled, ...read() };
      isSeen = false;
      build();
    });
    fields.on('focusout input', '.cti-field', function ({ relatedTarget }) {
      if (this.contains(relatedTarget)) return;
      isSeen = true;
      check();
    });
    fields.on('change input', check);
    build();
    return now;
  }

  /** A number that is typed is told, anything else by where it comes from. */
  const destination = ({ calledDeviceID, dialedNumber } = {}) => (calledDeviceID ?? dialedNumber)?.value ?? '';

  /** One rule, folded but for a new one: what is inside is made when it is opened. */
  function ruleItem(container, saved, form, renumber) {
    const isNew = saved.action === undefined;
    const rule = { name: '', conditions: [], action: form.actions[0].name, fields: {}, ...saved };
    const details = $('<details class="cti-rule">').appendTo(container);
    const summary = $('<summary>').appendTo(details);
    let read = () => rule;
    const show = () => {
      const { name, conditions, action, fields } = read();
      const number = container.closest('li').index() + 1;
      const done = action === 'none' ? text('none') : actionName(action);
      const about = [text('conditions', { count: conditions.length }), `${done} ${destination(fields)}`.trim()];
      summary.empty().text(`${number}. ${name || text('unnamed')}`);
      $('<small>').text(about.join(' \u2192 ')).appendTo(summary);
    };
    const open = () => {
      const id = `cti-rule-${forms++}`;
      const named = $('<div class="cti-rule-part">').appendTo(details);
      $('<label>').attr('for', id).text(text('ruleName')).appendTo(named);
      const name = $('<input type="text">').attr('id', id).val(rule.name).appendTo(named);
      $('<div class="cti-rule-part">').text(text('if')).appendTo(details);
      const list = $('<ol>').appendTo(details);
      const conditions = CtiEditor.routeConditions(list, rule.conditions, form);
      const then = step(details, rule, form, text('then'), isNew);
      read = () => ({ name: name.val().trim(), conditions: conditions(), ...then() });
      details.on('change input', show);
      return name;
    };
    let first;
    const openOnce = () => {
      first ??= open();
      return first;
    };
    details.on('toggle', () => {
      if (details.prop('open')) openOnce();
      show();
    });
    container.data({ read: () => read(), show });
    renumber();
    if (!isNew) return;
    details.prop('open', true);
    const name = openOnce();
    // Later: the item is shown only when it has been added.
    setTimeout(() => name.trigger('focus'));
  }

  /** Fills the dialog; the node keeps what reads it until it is saved. */
  CtiEditor.routeDialog = (node) => {
    CtiEditor.preselectServer(node);
    const server = () => $('#node-input-server').val();
    const zone = $('#node-input-timeZone');
    CtiEditor.zoneList(zone);
    const types = ['str', 'msg', 'flow', 'global', 'env'];
    $('#node-input-holidays').typedInput({ types, typeField: $('#node-input-holidaysType') });
    CtiEditor.nameTyped('#node-input-holidays', RED._('@ged188/node-red-cti/cti-route:cti-route.label.holidays'));
    CtiEditor.callRows($('#cti-route-call').empty(), node, server, ['message', 'agent', 'id']);
    const list = $('#cti-route-rules');
    CtiEditor.definitions().then(
      (all) => {
        const actions = all.palette['cti-route'];
        const form = { all, actions, known: all.route, server, zone: () => zone.val() };
        const items = () => list.editableList('items').toArray();
        // Later: an item has its place only after it has been added or moved.
        const renumber = () =>
          setTimeout(() => {
            for (const item of items()) item.data('show')?.();
          });
        list.editableList({
          addButton: text('addRule'),
          height: 'auto',
          removable: true,
          sortable: true,
          addItem: (container, _index, saved) => ruleItem(container, saved, form, renumber),
          removeItem: renumber,
          sortItems: renumber,
        });
        for (const rule of node.rules ?? []) list.editableList('addItem', { ...rule });
        const last = node.otherwise ?? { action: 'none' };
        const otherwise = step($('#cti-route-otherwise').empty(), last, form, text('otherwise'), false);
        zone.on('change input', () => $('#cti-route-rules .cti-condition').each((_i, row) => $(row).data('check')?.()));
        node.readRules = () => ({ rules: items().map((item) => item.data('read')()), otherwise: otherwise() });
      },
      () => list.text(RED._('@ged188/node-red-cti/cti-server:cti-server.error.definitions')),
    );
  };

  CtiEditor.saveRoute = (node) => {
    if (node.readRules) Object.assign(node, node.readRules());
    delete node.readRules;
  };

  CtiEditor.cancelRoute = (node) => {
    delete node.readRules;
  };
})();
