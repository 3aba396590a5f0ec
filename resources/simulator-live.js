// The live panel in the dialog of cti-simulator: who does what now, and a hand on it.
window.CtiEditor ??= {};

(() => {
  /** Milliseconds between two looks. */
  const PAUSE = 1000;

  /**
   * Shows the deployed simulator. text: gives the words of a key; shown: is called once, when there is one. Returns
   * { close() }.
   */
  CtiEditor.simulatorLive = (id, text, shown) => {
    const result = $('#cti-sim-live-result');
    const find = $('#cti-sim-find');
    const agents = CtiEditor.simulatorAgents(text, perform);
    let timer;
    let open = true;
    let begun = false;
    let asked = 0;

    function say(className, words) {
      result.attr('class', className).text(words);
    }
    function look() {
      clearTimeout(timer);
      const question = ++asked;
      const current = () => open && question === asked;
      const data = { find: find.val().trim() };
      $.ajax({ url: `cti-simulator/${id}/state`, data, dataType: 'json', global: false }).then(
        (state) => {
          if (!current()) return;
          if (state.running) show(state);
          else if (begun) say('cti-sim-error', text('cti-simulator.live.gone'));
          // One that is not deployed does not become so while its dialog is open.
          if (begun) timer = setTimeout(look, PAUSE);
        },
        () => {
          if (!current() || !begun) return;
          timer = setTimeout(look, PAUSE);
          say('cti-sim-error', text('cti-simulator.live.noAnswer'));
        },
      );
    }
    function show(state) {
      if (!begun) begin(state);
      begun = true;
      tiles(state);
      agents.show(state);
    }
    function begin({ numbers, peripherals }) {
      const option = (select, value, label) => $('<option>').val(value).text(label).appendTo(select);
      for (const number of numbers) option($('#cti-sim-dialed'), number, number);
      CtiEditor.simulatorDefinitions().then((known) => faults(known.actions, peripherals, text, perform));
      CtiEditor.simulatorActions(text, perform, say);
      shown();
    }
    function perform(action, label) {
      const data = JSON.stringify(action);
      return $.ajax({
        url: `cti-simulator/${id}/perform`,
        type: 'POST',
        contentType: 'application/json',
        data,
        global: false,
      }).then(
        () => {
          say('cti-sim-fine', text('cti-simulator.live.done', { label }));
          look();
        },
        (request) => {
          const { code, message } = request.responseJSON ?? {};
          const why = code ? `${code}: ${CtiEditor.sayError(message, code)}` : text('cti-simulator.live.refused');
          say('cti-sim-error', text('cti-simulator.live.failed', { label, why }));
          look();
        },
      );
    }
    function tiles({ counts, waiting, sides, sessions }) {
      const list = $('#cti-sim-live-tiles');
      const shownTiles = [
        ['ready', counts.ready],
        ['busy', counts.busy],
        ['signedIn', counts.signedIn],
        ['waiting', waiting.length],
        ['sessions', sessions],
      ].map(([key, count]) => ({ count, words: text(`cti-simulator.live.tile.${key}`) }));
      for (const { side, role, port } of sides) {
        const words = text(`cti-simulator.live.role.${role}`);
        shownTiles.push({ count: side, words: `${words}, ${text('cti-simulator.live.port', { port })}` });
      }
      while (list.children().length > shownTiles.length) list.children().last().remove();
      for (const [i, { count, words }] of shownTiles.entries()) {
        if (!list.children()[i]) $('<li>').append('<b>', '<span>').appendTo(list);
        const tile = list.children().eq(i);
        tile.children('b').text(count);
        tile.children('span').text(words);
      }
    }

    $('#cti-sim-call').on('click', () => {
      const ani = $('#cti-sim-ani').val().trim();
      const dialedNumber = $('#cti-sim-dialed').val();
      const action = { action: 'call', ...(ani && { ani }), ...(dialedNumber && { dialedNumber }) };
      perform(action, text('cti-simulator.live.call'));
    });
    find.on('input', look);
    look();
    return {
      close: () => {
        open = false;
        clearTimeout(timer);
      },
    };
  };

  /** What can go wrong, one button each. */
  const FAULTS = [
    { key: 'switchSides', action: 'switchSides' },
    { key: 'drop', action: 'drop' },
    { key: 'halfOpen', action: 'halfOpen' },
    { key: 'slowAnswers', action: 'slowAnswers', seconds: 5 },
    { key: 'quickAnswers', action: 'slowAnswers', seconds: 0 },
    { key: 'malformedFrame', action: 'malformedFrame' },
    { key: 'gatewayOffline', action: 'gatewayOffline' },
    { key: 'gatewayOnline', action: 'gatewayOnline' },
  ];
  const OF_PERIPHERAL = ['peripheralOffline', 'peripheralOnline'];

  function faults(actions, peripherals, text, perform) {
    const bar = $('#cti-sim-faults').empty();
    const button = (key, action) => {
      const label = text(`cti-simulator.live.fault.${key}`);
      const made = $('<button type="button" class="red-ui-button">').text(label).appendTo(bar);
      made.on('click', () => perform(action(), label));
    };
    for (const { key, ...fault } of FAULTS) {
      if (actions.some(({ name }) => name === fault.action)) button(key, () => fault);
    }
    $('<span class="cti-sim-break">').appendTo(bar);
    const names = peripherals.map(({ peripheralID, name }) => ({ peripheralID, label: `${peripheralID} ${name}` }));
    $('<label for="cti-sim-peripheral" style="width: auto; margin: 0">')
      .text(text('cti-simulator.live.peripheral'))
      .appendTo(bar);
    const select = $('<select id="cti-sim-peripheral">').appendTo(bar);
    for (const { peripheralID, label } of names) $('<option>').val(peripheralID).text(label).appendTo(select);
    for (const action of OF_PERIPHERAL) button(action, () => ({ action, peripheralID: Number(select.val()) }));
  }
})();
