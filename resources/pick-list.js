// A text field that offers what the contact centre has: agents, devices, skill groups ... Anything else can be typed too.
window.CtiEditor ??= {};

(() => {
  /** Milliseconds between two questions while Node-RED still reads the contact centre, and how many of them. */
  const PAUSE = 1000;
  const TIMES = 30;
  /** Types of a typedInput whose value is the text itself. */
  const PLAIN = ['str', 'num'];
  const WORDS = '@ged188/node-red-cti/cti-server:cti-server.known.';
  const STATES = '@ged188/node-red-cti/cti-server:protocol.constant.AgentState.';
  /** Which kind of list fits a key of a request's payload. IDs of connections are opaque: no list has them. */
  const KINDS = [
    [/^agentID(Long)?$/, 'agents'],
    [/^(agentExtension|agentInstrument|supervisorInstrument|dialedNumber)$/, 'devices'],
    [/^(called|calling|monitored|originating|requesting)DeviceID$/, 'devices'],
    [/^skillGroupNumber$/, 'skillGroups'],
    [/^skillGroupID$/, 'skillGroupIDs'],
    [/^teamID$/, 'teams'],
    [/^named(Variables|Arrays)$/, 'eccVariables'],
    [/^eventReasonCode$/, 'reasonCodes'],
    [/connectionCallID$/i, 'calls'],
  ];

  const words = (key, values) => RED._(WORDS + key, values);

  /** The kind of list for a field of a request, by its key; undefined: there is none. */
  CtiEditor.pickKindOf = (key) => KINDS.find(([keys]) => keys.test(key))?.[1];

  /**
   * Lets a field offer values. input: an <input>, or one that has become a typedInput, where the types str and num get
   * the list. kind: as cti-server/known takes it, or a function that gives it; undefined: no list at the moment.
   * server: gives the id of the cti-server, each time the list opens. many: several values with commas in between.
   */
  CtiEditor.pickList = (input, { kind, server, many = false }) => {
    const field = $(input);
    const typed = field.next('.red-ui-typedInput-container');
    const text = typed.length > 0 ? typed.find('.red-ui-typedInput-input') : field;
    const kindNow = () => (typeof kind === 'function' ? kind() : kind);
    const offers = () => kindNow() !== undefined && (typed.length === 0 || PLAIN.includes(field.typedInput('type')));
    const begin = () => {
      if (typed.length > 0 && (!offers() || text.hasClass('red-ui-autoComplete'))) return;
      text.autoComplete({ minLength: 0, search: (_value, done) => (offers() ? search(done) : done([])) });
    };
    const search = (done) => {
      const place = placeOf(text[0], many);
      const asked = text.val();
      const current = () => document.activeElement === text[0] && text.val() === asked;
      // A pattern is not looked for: nobody wants it replaced.
      if (many && /[*?]/.test(place.typed)) done([]);
      else ask({ kind: kindNow(), id: server(), search: place.typed }, current, (answer) => done(rows(answer, place)));
    };
    text.attr({ autocomplete: 'off', 'aria-autocomplete': 'list' });
    keysOf(text, offers);
    begin();
    // A typedInput takes the list away when its type changes.
    if (typed.length > 0) field.on('change', begin);
  };

  /** The same for fields of a flow node's dialog. kinds: property and kind; many: as above. */
  CtiEditor.pickLists = (kinds, many) => {
    const server = () => $('#node-input-server').val();
    for (const [property, kind] of Object.entries(kinds)) {
      CtiEditor.pickList(`#node-input-${property}`, { kind, server, many });
    }
  };

  /** What Enter, Tab and the mouse do beside what the list does by itself. */
  function keysOf(text, offers) {
    const list = () => text.autoComplete('instance');
    const leave = (event) => {
      if (!offers() || !['Enter', 'Tab'].includes(event.key) || !list()?.completionMenuShown) return;
      // Before the list hears of it, since it would put its first value in place of what is typed.
      list().menu.hide();
    };
    text[0].addEventListener('keydown', leave, { capture: true });
    text.on('click', () => {
      const down = $.Event('keyup', { keyCode: 40 });
      if (offers() && text.val() === '' && !list()?.completionMenuShown) text.trigger(down);
    });
  }

  /** The value that the cursor is in, and what stays before and after it. */
  function placeOf({ value, selectionStart }, many) {
    if (!many) return { whole: value, before: '', typed: value.trim(), after: '' };
    const from = value.lastIndexOf(',', selectionStart - 1) + 1;
    const comma = value.indexOf(',', selectionStart);
    const to = comma < 0 ? value.length : comma;
    const before = value.slice(0, from) + (from > 0 ? ' ' : '');
    return { whole: value, before, typed: value.slice(from, to).trim(), after: value.slice(to) };
  }

  /** Asks until there is something, or it is clear why not. */
  function ask({ kind, id, search }, current, tell, times = TIMES) {
    const answer = (known) => {
      if (!current()) return;
      tell({ kind, search, ...known });
      if (known.nothing !== 'reading' || times === 0) return;
      setTimeout(() => current() && ask({ kind, id, search }, current, tell, times - 1), PAUSE);
    };
    if (!id || id === '_ADD_') return answer({ items: [], more: 0, nothing: 'noServer' });
    // In a subflow: the property that holds the server of each instance.
    if (/^\$\{.+\}$/.test(id)) return answer({ items: [], more: 0, nothing: 'ofInstance' });
    const url = `cti-server/known/${encodeURIComponent(id)}`;
    $.ajax({ url, data: { kind, search }, dataType: 'json', global: false }).then(answer, () =>
      answer({ items: [], more: 0, nothing: 'noAnswer' }),
    );
  }

  function rows({ kind, search, items, more, nothing }, { whole, before, after }) {
    const note = (key, values) => ({ value: whole, label: $('<span class="cti-pick-note">').text(words(key, values)) });
    if (nothing) return [note(nothing === 'notSeen' ? `notSeen.${kind}` : `nothing.${nothing}`)];
    // What is typed already needs no list.
    if (items.length === 1 && items[0].value === search) return [];
    const shown = items.map((item) => ({ value: before + item.value + after, label: rowOf(item) }));
    return more > 0 ? shown.concat(note('more', { count: more })) : shown;
  }

  function rowOf({ value, label, about, is }) {
    const row = $('<span class="cti-pick">').append($('<b>').text(value), $('<span>').text(label));
    return row.append($('<small>').text([about, ...is.map(wordFor)].filter(Boolean).join(', ')));
  }

  function wordFor(constant) {
    const key = /^AGENT_STATE_/.test(constant) ? STATES + constant : `${WORDS}is.${constant}`;
    return RED._(key, { defaultValue: constant });
  }
})();
