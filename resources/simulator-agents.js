// The agents of a running simulator: a row each, with their calls and the buttons of their phone.
window.CtiEditor ??= {};

(() => {
  /** What a state looks like: a colour, and an icon. */
  const LOOKS = {
    AGENT_STATE_AVAILABLE: ['ready', 'check-circle'],
    AGENT_STATE_NOT_READY: ['away', 'pause-circle'],
    AGENT_STATE_LOGOUT: ['out', 'power-off'],
    AGENT_STATE_WORK_READY: ['work', 'pencil'],
    AGENT_STATE_WORK_NOT_READY: ['work', 'pencil'],
  };
  const BUSY = ['busy', 'headphones'];
  const CALL_ICONS = { LCS_ALERTING: 'bell', LCS_HOLD: 'pause', LCS_INITIATE: 'phone', LCS_FAIL: 'times' };

  /** Seconds as people read them: 1:05. */
  const time = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

  /**
   * text: gives the words of a key; perform: carries out an action and says so. Returns { show(state) }. Rows are
   * changed in place, so that a button keeps the focus.
   */
  CtiEditor.simulatorAgents = (text, perform) => {
    const rows = new Map();
    const waiting = $('#cti-sim-waiting');

    function show({ agents, found, waiting: calls }) {
      showWaiting(calls);
      const wanted = new Set(agents.map(({ agentID }) => agentID));
      for (const [agentID, row] of rows) {
        if (wanted.has(agentID)) continue;
        row.element.remove();
        rows.delete(agentID);
      }
      for (const agent of agents) {
        if (!rows.has(agent.agentID)) rows.set(agent.agentID, rowOf(agent));
        const row = rows.get(agent.agentID);
        row.show(agent);
        // Only where the order changed: moving an element takes its focus.
        const place = agents.indexOf(agent);
        const body = document.getElementById('cti-sim-agents');
        if (body.children[place] !== row.element[0]) body.insertBefore(row.element[0], body.children[place] ?? null);
      }
      const more = found > agents.length ? text('cti-simulator.live.more', { shown: agents.length, found }) : '';
      $('#cti-sim-more-agents').text(found === 0 ? text('cti-simulator.live.nobody') : more);
    }

    /** Callers for whom no agent is free, and the button that ends their call. */
    function showWaiting(calls) {
      const known = new Map(
        waiting
          .children()
          .map((_i, row) => [[$(row).data('call'), row]])
          .get(),
      );
      for (const [callID, row] of known) if (!calls.some((call) => call.callID === callID)) $(row).remove();
      for (const call of calls) {
        if (known.has(call.callID)) continue;
        const row = $('<tr>').data('call', call.callID).appendTo(waiting);
        $('<td class="cti-sim-state"><i class="fa fa-hourglass-half" aria-hidden="true"></i></td>').appendTo(row);
        const caller = { from: call.callingNumber, to: call.calledNumber, group: call.skillGroup ?? '' };
        $('<td colspan="3">').text(text('cti-simulator.live.waits', caller)).appendTo(row);
        const buttons = $('<td class="cti-sim-buttons">').appendTo(row);
        const give = button(buttons, 'times');
        const label = text('cti-simulator.live.giveUp');
        name(give, label, call.callingNumber);
        give.on('click', () => perform({ action: 'hangUp', callID: call.callID }, label));
      }
    }

    function rowOf({ agentID, name: called }) {
      const element = $('<tr>').attr('data-agent', agentID);
      const icon = $('<i class="fa" aria-hidden="true">');
      const state = $('<td class="cti-sim-state">').append(icon).appendTo(element);
      const who = $('<td>').text(`${called} `).appendTo(element);
      $('<br>').appendTo(who);
      const numbers = $('<small>').appendTo(who);
      const doing = $('<td>').appendTo(element);
      const calls = $('<td>').appendTo(element);
      const buttons = $('<td class="cti-sim-buttons">').appendTo(element);
      const phone = ['answer', 'clear', 'ready', 'notReady'].map((key) => {
        const made = button(buttons, '');
        made.on('click', () => {
          const { action, label } = made.data();
          if (made.attr('aria-disabled') !== 'true') perform({ action, agent: agentID }, `${label}: ${called}`);
        });
        return { key, made };
      });
      function showAgent(agent) {
        const [look, picture] = LOOKS[agent.state] ?? BUSY;
        state.attr('data-look', look);
        icon.attr('class', `fa fa-${picture}`);
        change(numbers, [agentID, agent.extension, agent.skillGroups.join(', ')].filter(Boolean).join(' · '));
        const words = CtiEditor.words.constant('AgentState', agent.state);
        change(doing, look === 'out' ? words : `${words} ${time(agent.seconds)}`);
        showCalls(calls, agent.calls, text);
        for (const { key, made } of phone) {
          const { action, icon: sign, possible } = BUTTONS[key](agent);
          const label = text(`cti-simulator.live.button.${action}`);
          if (made.data('action') !== action) {
            made.data({ action, label }).children('i').attr('class', `fa fa-${sign}`);
            name(made, label, called);
          }
          made.toggleClass('disabled', !possible).attr('aria-disabled', String(!possible));
        }
      }
      return { element, show: showAgent };
    }

    return { show };
  };

  /** What the four buttons of an agent do in the agent's state. */
  const has = (agent, state) => agent.calls.some((call) => call.state === state);
  const BUTTONS = {
    answer: (agent) => ({ action: 'answer', icon: 'phone', possible: has(agent, 'LCS_ALERTING') }),
    clear: (agent) => ({ action: 'clear', icon: 'times', possible: agent.calls.length > 0 }),
    ready: ({ state }) =>
      state === 'AGENT_STATE_LOGOUT'
        ? { action: 'login', icon: 'sign-in', possible: true }
        : { action: 'ready', icon: 'check', possible: state !== 'AGENT_STATE_AVAILABLE' },
    notReady: ({ state }) =>
      state === 'AGENT_STATE_NOT_READY' || state === 'AGENT_STATE_LOGOUT'
        ? { action: 'logout', icon: 'sign-out', possible: state !== 'AGENT_STATE_LOGOUT' }
        : { action: 'notReady', icon: 'pause', possible: true },
  };

  function button(container, icon) {
    const made = $('<button type="button" class="red-ui-button red-ui-button-small">').appendTo(container);
    $('<i aria-hidden="true">').attr('class', `fa fa-${icon}`).appendTo(made);
    return made;
  }

  function name(made, label, whom) {
    made.attr({ title: label, 'aria-label': `${label}: ${whom}` });
  }

  function change(element, words) {
    if (element.text() !== words) element.text(words);
  }

  function showCalls(cell, calls, text) {
    const lines = calls.map(({ state, other }) => {
      const words = text(`cti-simulator.live.connection.${state}`, { defaultValue: state });
      return { state, words: `${words} ${other}` };
    });
    const key = JSON.stringify(lines);
    if (cell.data('shown') === key) return;
    cell.data('shown', key).empty();
    for (const { state, words } of lines) {
      const line = $('<div>')
        .toggleClass('cti-sim-ringing', state === 'LCS_ALERTING')
        .appendTo(cell);
      $('<i aria-hidden="true">')
        .attr('class', `fa fa-${CALL_ICONS[state] ?? 'volume-up'}`)
        .appendTo(line);
      $('<span>').text(` ${words}`).appendTo(line);
    }
  }
})();
