// The form of a request: a row for each field of its definition, with the input that fits.
window.CtiEditor ??= {};

(() => {
  const COMMON = ['msg', 'flow', 'global', 'env'];
  const NUMBERS = ['UINT', 'USHORT', 'UCHAR', 'INT'];
  /** What is typed here would stand in the flow: a password has a row of its own, which is a credential. */
  const PASSWORD = 'agentPassword';
  const own = (key, more) => RED._(`@ged188/node-red-cti/cti-request:cti-request.form.${key}`, more);

  /** A type of core that may stay empty. */
  function emptyable(type, icon, expand) {
    return {
      value: type,
      label: RED._(`typedInput.type.${type === 'jsonata' ? 'jsonata' : 'json'}`),
      icon: `red/images/typedInput/${icon}.svg`,
      validate: (value, opt) => value === '' || RED.utils.validateTypedProperty(value, type, opt),
      expand,
    };
  }

  const json = () =>
    emptyable('json', 'json', function () {
      RED.editor.editJSON({ value: this.value(), focus: true, complete: (value) => this.value(value) });
    });

  const jsonata = () =>
    emptyable('jsonata', 'expr', function () {
      RED.editor.editExpression({
        value: this.value().replace(/\t/g, '\n'),
        focus: true,
        complete: (value) => this.value(value.replace(/\n/g, '\t')),
      });
    });

  const common = () => [...COMMON, jsonata()];

  /** The ways to give a value to a field, the most natural one first. */
  function inputTypes(field, known) {
    const empty = { value: '', label: `msg.payload.${field.key}` };
    if (field.mask) {
      const bits = known.masks[field.mask].map((bit) => ({ value: bit, label: named(CtiEditor.words.bit(bit), bit) }));
      const shown = (container, chosen) =>
        $('<span>')
          .text(chosen.length ? chosen.map((each) => each.value).join(', ') : empty.label)
          .appendTo(container);
      const icon = 'fa fa-check-square-o';
      const list = { value: 'mask', icon, label: own('label.list'), multiple: true, options: bits, valueLabel: shown };
      return [list, 'num', ...common()];
    }
    if (field.enum) {
      const word = (constant) => named(CtiEditor.words.constant(field.enum, constant), constant);
      const options = known.enums[field.enum].map((constant) => ({ value: constant, label: word(constant) }));
      const list = { value: 'choice', icon: 'fa fa-list-ul', label: own('label.list'), options: [empty, ...options] };
      return [list, 'num', ...common()];
    }
    if (field.type === 'BOOL') {
      const options = [empty, { value: 'true', label: 'true' }, { value: 'false', label: 'false' }];
      const label = RED._('typedInput.type.bool');
      return [{ value: 'choice', icon: 'red/images/typedInput/bool.svg', label, options }, ...common()];
    }
    if (NUMBERS.includes(field.type)) return ['num', ...common()];
    if (['LIST', 'NAMEDVAR', 'NAMEDARRAY'].includes(field.type)) return [json(), jsonata(), ...COMMON];
    if (field.key === PASSWORD) return common();
    if (['UNSPEC', 'RAW'].includes(field.type)) return ['bin', 'str', ...common()];
    return ['str', ...common()];
  }

  const named = (words, constant) => (words && words !== constant ? `${words} \u2013 ${constant}` : constant);

  function hint(field) {
    const parts = [];
    const add = (key, more) => parts.push(own(`hint.${key}`, more));
    const most = CtiEditor.mostBytes(field);
    if (field.type === 'LIST') {
      const keys = field.items.map(({ key }) => key).join(', ');
      add(field.max ? 'items' : 'itemKeys', { max: field.max, keys });
    } else if (field.type === 'NAMEDVAR') add('object');
    else if (field.type === 'NAMEDARRAY') add('arrays');
    else if (field.type === 'TIME') add('time');
    else if (most !== undefined) add('bytes', { max: most });
    if (field.key === 'peripheralID') add('peripheral');
    else if (field.none) add('none');
    if (field.since) add('since', field);
    if (field.until) add('until', field);
    return parts.join('; ');
  }

  /** One row. form: { name, id, known, server } of the request; returns what gives { value, type }, or undefined when empty. */
  function fieldRow(container, field, filled, form) {
    const id = `cti-field-${form.id}${field.key}`;
    const row = $('<div class="form-row cti-field">').appendTo(container);
    const label = $('<label>').attr('for', id).appendTo(row);
    $('<span class="cti-title">').text(CtiEditor.words.fieldTitle(field.key)).appendTo(label);
    if (field.required) $('<span class="cti-mark">').text('*').attr('title', own('label.required')).appendTo(label);
    $('<span class="cti-key">').text(field.key).appendTo(label);
    $('<span class="cti-hint">').text(hint(field)).appendTo(label);
    const input = $('<input type="text" style="width: 100%">').appendTo(row);
    input.attr('placeholder', `msg.payload.${field.key}`);
    const about = field.instead ? own('hint.instead', field) : CtiEditor.words.field(form.name, field.key);
    $('<div class="cti-about">').attr('id', `${id}-about`).text(about).appendTo(row);
    const problem = $('<div class="cti-problem" aria-live="polite">').appendTo(row);
    const types = inputTypes(field, form.known);
    // Written by hand: it means something else as any other type.
    if (filled?.type === 'json' && !types.some(({ value }) => value === 'json')) types.push(json());
    input.typedInput({ types, default: types[0].value || types[0] });
    if (filled) {
      input.typedInput('type', filled.type);
      input.typedInput('value', filled.value);
    }
    CtiEditor.nameTyped(input, field.key);
    const text = row.find('.red-ui-typedInput-input').attr({ id, 'aria-describedby': `${id}-about` });
    const kind = CtiEditor.pickKindOf(field.key);
    if (kind) CtiEditor.pickList(input, { kind, server: form.server });
    const read = () => {
      const value = input.typedInput('value');
      return value === '' ? undefined : { value, type: input.typedInput('type') };
    };
    const check = () => {
      const wrong = CtiEditor.fieldProblem(field, read(), form.charset());
      problem.text(wrong ?? '').toggle(Boolean(wrong));
      row.find('.red-ui-typedInput-container').toggleClass('input-error', Boolean(wrong));
    };
    input.on('change', check);
    text.on('input', check);
    check();
    return read;
  }

  /** For screen readers: the label of a typedInput belongs to the input behind the one that is shown. */
  CtiEditor.nameTyped = (input, name) => {
    const shown = $(input).next('.red-ui-typedInput-container');
    const parts = ['input', 'type-select', 'option-trigger', 'option-expand'];
    shown.find(parts.map((part) => `.red-ui-typedInput-${part}`).join(', ')).attr('aria-label', name);
  };

  /** What can be folded away, and is open when something in it is filled in. */
  function fold(container, label, fields, filled, add) {
    if (fields.length === 0) return;
    const used = fields.filter(({ key }) => filled[key]).length;
    const details = $('<details class="cti-more">')
      .prop('open', used > 0)
      .appendTo(container);
    $('<summary>')
      .text(own(label, { filled: used, total: fields.length }))
      .appendTo(details);
    for (const field of fields) add(details, field);
  }

  /**
   * Fills the container with the rows of a request. request: { name, fields, oneOf, id }, id where a dialog has several
   * such forms; filled: by key { value, type };
   * server: gives the id of the chosen cti-server. Returns what gives the filled fields as they stand.
   */
  CtiEditor.requestForm = (container, request, filled, known, server) => {
    container.empty();
    const charset = () => RED.nodes.node(server())?.charset;
    const form = { name: request.name, id: request.id ?? '', known, server, charset };
    const readers = {};
    const add = (target, field) => {
      readers[field.key] = fieldRow(target, field, filled[field.key], form);
    };
    const asked = new Set((request.oneOf ?? []).flatMap(({ keys }) => keys));
    const isFirst = (field) => field.required || field.first || asked.has(field.key);
    const first = request.fields.filter(isFirst);
    const others = request.fields.filter((field) => !isFirst(field));
    const rare = others.length > 4 ? others.filter((field) => field.rare) : [];
    for (const field of first) add(container, field);
    fold(
      container,
      'label.more',
      others.filter((field) => !rare.includes(field)),
      filled,
      add,
    );
    fold(container, 'label.rare', rare, filled, add);
    return () =>
      Object.fromEntries(
        Object.entries(readers)
          .map(([key, read]) => [key, read()])
          .filter(([, value]) => value),
      );
  };

  /** A validator for the filled fields of a node. fieldsOf: gives the definitions' fields where they are known yet. */
  CtiEditor.checkFields = (filled, fields, charset, opt) => {
    for (const [key, given] of Object.entries(filled ?? {})) {
      const field = fields?.find((each) => each.key === key);
      const valid = RED.utils.validateTypedProperty(given.value, given.type, opt);
      const wrong = valid === true ? field && CtiEditor.fieldProblem(field, given, charset) : valid || '?';
      if (wrong) return opt ? own('error.field', { key, error: wrong }) : false;
    }
    return true;
  };
})();
