// The conditions of a rule of cti-route: a row for each, with the inputs that fit what it is about.
window.CtiEditor ??= {};

(() => {
  const text = (key, more) => RED._(`@ged188/node-red-cti/cti-route:cti-route.rule.${key}`, more);
  const COMMON = ['msg', 'flow', 'global', 'env'];
  const DAYS = [1, 2, 3, 4, 5, 6, 7];
  const NO_VALUE = ['empty', 'notEmpty'];
  /** What may be missing in a condition. */
  const PARTS = ['of', 'value', 'most', 'from', 'to'];
  /** Lists that help to name what a condition is about, and its value. */
  const KINDS = { variable: 'callVariables', agent: 'agents' };
  const GROUP_KINDS = { number: 'skillGroups', id: 'skillGroupIDs' };
  const VALUE_KINDS = { dialedNumber: 'dialedNumbers', skillGroupNumber: 'skillGroups', skillGroupID: 'skillGroupIDs' };

  function choice(container, label, options, chosen) {
    const select = $('<select>').attr('aria-label', label).appendTo(container);
    for (const [value, words] of options) $('<option>').val(value).text(words).appendTo(select);
    return chosen === undefined ? select : select.val(chosen);
  }

  /** @param name of the part of the condition. Returns what gives { value, type } as it stands. */
  function typed(container, name, label, types, saved, list) {
    const part = $('<div class="cti-part">').data('part', name).appendTo(container);
    const input = $('<input type="text">').attr('placeholder', label).appendTo(part);
    input.typedInput({ types, default: types[0].value ?? types[0] });
    if (saved) {
      const isChoice = types[0].value === 'choice' && saved.type === 'str';
      const isOffered = isChoice && types[0].options.some(({ value }) => value === saved.value);
      input.typedInput('type', isOffered ? 'choice' : saved.type);
      input.typedInput('value', saved.value);
    }
    part.find('.red-ui-typedInput-input, .red-ui-typedInput-option-trigger').attr('aria-label', label);
    part.find('.red-ui-typedInput-type-select').attr('aria-label', text('type', { label }));
    if (list) CtiEditor.pickList(input, list);
    const read = () => {
      const type = input.typedInput('type');
      return { value: String(input.typedInput('value') ?? ''), type: type === 'choice' ? 'str' : type };
    };
    return { read, input };
  }

  function plain(container, name, label, value) {
    const part = $('<div class="cti-part">').data('part', name).appendTo(container);
    return $('<input type="text">').attr({ 'aria-label': label, placeholder: label }).val(value).appendTo(part);
  }

  /** Offers the time zones that the browser knows. */
  CtiEditor.zoneList = (input) => {
    const zones = Intl.supportedValuesOf?.('timeZone') ?? [];
    const fits = (typed) => zones.filter((zone) => zone.toLowerCase().includes(typed.toLowerCase())).slice(0, 50);
    input.autoComplete({ search: (typed) => fits(typed).map((value) => ({ value, label: value })) });
  };

  function namedBy(row, subject, saved, { known, server }) {
    if (!subject.of) return {};
    const label = text(`of.${subject.of}`);
    const groupBy =
      subject.of === 'skillGroup' &&
      choice(
        row,
        label,
        known.groupBy.map((by) => [by, text(`groupBy.${by}`)]),
        saved.groupBy ?? known.groupBy[0],
      );
    const kind = () => (groupBy ? GROUP_KINDS[groupBy.val()] : KINDS[subject.of]);
    const of = typed(row, 'of', label, ['str', ...COMMON], saved.of, { kind, server });
    if (subject.of === 'field') {
      const search = (begun) => known.fields.filter((key) => key.toLowerCase().includes(begun.toLowerCase()));
      of.input
        .siblings('.red-ui-typedInput-container')
        .find('.red-ui-typedInput-input')
        .autoComplete({ search: (begun) => search(begun).map((value) => ({ value, label: value })) });
    }
    if (!groupBy) return { read: () => ({ of: of.read() }) };
    const part = of.input.closest('.cti-part');
    const follow = () => part.toggle(groupBy.val() !== 'call');
    groupBy.on('change', follow);
    follow();
    const read = () => (groupBy.val() === 'call' ? { groupBy: 'call' } : { groupBy: groupBy.val(), of: of.read() });
    return { read };
  }

  function valueTypes(subject, test) {
    if (subject.kind === 'number' || ['less', 'more', 'between'].includes(test)) return ['num', ...COMMON];
    if (!subject.choices || !['is', 'isNot'].includes(test)) return ['str', ...COMMON];
    const named = (value) => {
      const words = subject.enum ? CtiEditor.words.constant(subject.enum, value) : text(`direction.${value}`);
      return words && words !== value ? `${words} \u2013 ${value}` : value;
    };
    const options = subject.choices.map((value) => ({ value, label: named(value) }));
    return [{ value: 'choice', label: text('list'), icon: 'fa fa-list-ul', options }, 'str', ...COMMON];
  }

  /** What is compared with; it depends on the test. */
  function comparedWith(row, name, subject, test, saved, server) {
    if (NO_VALUE.includes(test)) return () => ({});
    const types = valueTypes(subject, test);
    const fits = saved.value && types.some((type) => (type.value ?? type) === saved.value.type);
    const isFirst = saved.value && types.includes('num') && saved.value.type === 'str';
    const before = isFirst ? { ...saved.value, type: 'num' } : fits || types[0].value ? saved.value : undefined;
    const many = ['oneOf', 'noneOf'].includes(test);
    const list = { kind: VALUE_KINDS[name], server, many };
    const value = typed(row, 'value', text('value'), types, before, list.kind && list);
    if (test !== 'between') return () => ({ value: value.read() });
    const most = typed(row, 'most', text('most'), types, saved.most);
    return () => ({ value: value.read(), most: most.read() });
  }

  function time(row, kind, saved) {
    const read = {};
    if (kind === 'hours') {
      const days = $('<div class="cti-days" role="group">').attr('aria-label', text('days')).prependTo(row);
      row.prepend(row.children('select'));
      const boxes = DAYS.map((day) => {
        const label = $('<label>').appendTo(days);
        const box = $('<input type="checkbox">').prop('checked', (saved.days ?? []).includes(day));
        return box.appendTo(label).after(document.createTextNode(text(`day.${day}`)));
      });
      read.days = () => DAYS.filter((_day, i) => boxes[i].prop('checked'));
      days.appendTo(row);
    }
    for (const key of ['from', 'to']) {
      const input = plain(row, key, text(`${kind}.${key}`), saved[key]);
      read[key] = () => input.val().trim();
    }
    return () => Object.fromEntries(Object.entries(read).map(([key, get]) => [key, get()]));
  }

  function zoneOf(row, saved) {
    const zone = plain(row, 'zone', text('ownZone'), saved.zone);
    CtiEditor.zoneList(zone);
    return () => ({ zone: zone.val().trim() });
  }

  /** Builds one row; returns what gives the condition as it stands. */
  function conditionRow(container, saved, form) {
    const row = $('<div class="cti-condition">').appendTo(container);
    const { known } = form;
    const names = Object.keys(known.subjects);
    const subjects = names.map((name) => [name, text(`subject.${name}`)]);
    let condition = { subject: names[0], ...saved };
    let read = () => condition;
    let check;
    /** Parts that somebody has been in: nothing is missed in a new row before. */
    const seen = new Set(saved.subject === undefined ? [] : PARTS);
    row.on('focusout input', '.cti-part', function ({ relatedTarget }) {
      if (this.contains(relatedTarget)) return;
      seen.add($(this).data('part'));
      check();
    });

    const build = () => {
      row.empty();
      const name = condition.subject;
      const subject = known.subjects[name];
      const select = choice(row, text('subjectLabel'), subjects, name);
      const { read: readOf } = namedBy(row, subject, condition, form);
      const tests = known.tests[subject.kind];
      const test = tests.includes(condition.test) ? condition.test : tests[0];
      const word = (one) => (subject.kind === 'truth' ? text(`truth.${one}`) : text(`test.${one}`));
      const tested = choice(
        row,
        text('testLabel'),
        tests.map((one) => [one, word(one)]),
        test,
      );
      const parts = [];
      if (subject.kind === 'hours' || subject.kind === 'dates') parts.push(time(row, subject.kind, condition));
      else if (subject.kind !== 'truth') parts.push(comparedWith(row, name, subject, test, condition, form.server));
      if (['hours', 'dates'].includes(subject.kind) || name === 'holiday') parts.push(zoneOf(row, condition));
      const problem = $('<div class="cti-problem" aria-live="polite">').appendTo(row);
      read = () => Object.assign({ subject: name, test: tested.val() }, readOf?.(), ...parts.map((part) => part()));
      check = () => {
        const wrong = CtiEditor.conditionProblem(read(), known, form.zone(), (part) => seen.has(part));
        problem.text(wrong ?? '').toggle(Boolean(wrong));
      };
      row.find('input').on('change input', check);
      row.find('select').on('change', check);
      row.data('check', check);
      check();
      select.on('change', () => {
        condition = { subject: select.val() };
        seen.clear();
        build();
        row.find('select').first().trigger('focus');
      });
      tested.on('change', () => {
        condition = read();
        for (const part of PARTS) if (condition[part] === undefined) seen.delete(part);
        build();
        row
          .find('select')
          .filter((_i, one) => $(one).attr('aria-label') === text('testLabel'))
          .trigger('focus');
      });
    };
    build();
    return () => read();
  }

  /**
   * Fills a list with the conditions of a rule. form: { known, server, zone }: the definitions' route, what gives the id of
   * the cti-server, and the time zone of the node. The list tells of a change when one comes or goes. Returns what gives the conditions as they stand.
   */
  CtiEditor.routeConditions = (list, conditions, form) => {
    list.editableList({
      addButton: text('addCondition'),
      height: 'auto',
      removable: true,
      addItem: (container, _index, saved) => {
        container.data('read', conditionRow(container, saved, form));
        list.trigger('change');
      },
      removeItem: () => list.trigger('change'),
    });
    for (const one of conditions) list.editableList('addItem', { ...one });
    return () =>
      list
        .editableList('items')
        .toArray()
        .map((item) => item.data('read')());
  };
})();
