// What it costs to be told of messages: the bits that the server is asked for, and which of them come often.
window.CtiEditor ??= {};

(() => {
  const say = (key, options) => RED._(`@ged188/node-red-cti/cti-event:${key}`, options);

  /** A few words for a message of the definitions; empty where nothing is asked for. */
  CtiEditor.eventCost = ({ field, bits, often }) => {
    const asks =
      field === 'agentStateMask'
        ? say('cti-event.cost.states')
        : bits
          ? say('cti-event.cost.asks', { bit: bits[0] })
          : '';
    return [asks, often ? say(`cti-event.often.${often}`) : ''].filter(Boolean).join(' · ');
  };

  /**
   * Says in the container what a choice makes the session ask for. incoming: of the definitions; chosen: names of
   * messages, * for all; server: the node of the chosen cti-server, if there is one.
   */
  CtiEditor.showEventCosts = (container, incoming, chosen, server) => {
    const all = incoming.flatMap(({ messages }) => messages);
    const wanted = chosen.includes('*') ? all : all.filter(({ name }) => chosen.includes(name));
    const lines = [asked(all, wanted, chosen.includes('*'))];
    const often = wanted.filter((message) => message.often && message.bits);
    if (often.length > 0 && often.length < 6) {
      lines.push(
        say('cti-event.asks.often', { titles: often.map(({ name }) => CtiEditor.words.title(name)).join(', ') }),
      );
    }
    lines.push(...missing(wanted, server, chosen.includes('*')));
    container.empty();
    for (const line of lines) $('<div>').text(line).appendTo(container);
  };

  /** How many of each mask. */
  function asked(all, wanted, every) {
    if (every) return say('cti-event.asks.every');
    const of = (messages, field) => new Set(messages.filter((one) => one.field === field).map(({ name }) => name)).size;
    const calls = of(wanted, 'callMsgMask');
    const kinds = of(wanted, 'configMsgMask');
    const parts = [
      calls > 0 ? say('cti-event.asks.calls', { count: calls, total: of(all, 'callMsgMask') }) : '',
      of(wanted, 'agentStateMask') > 0 ? say('cti-event.asks.states') : '',
      kinds > 0 ? say('cti-event.asks.kinds', { count: kinds }) : '',
    ].filter(Boolean);
    return parts.length > 0 ? say('cti-event.asks.session', { list: parts.join(', ') }) : say('cti-event.asks.nothing');
  }

  /** What does not come, because the server's dialog has a choice of its own or a service is not asked for. */
  function missing(wanted, server, every) {
    if (!server) return [];
    const lines = [];
    const lacking = wanted.filter(({ field, bits }) => {
      const has = field && server[field];
      return Array.isArray(has) && bits.some((bit) => !has.includes(bit));
    });
    const titles = lacking.slice(0, 5).map(({ name }) => CtiEditor.words.title(name));
    if (lacking.length > 5) titles.push('…');
    if (titles.length > 0) lines.push(say('cti-event.asks.lacking', { titles: titles.join(', ') }));
    const needsService = wanted.some(({ field }) => field === 'configMsgMask');
    if (needsService && !every && !server.services.includes('CTI_SERVICE_CONFIG_EVENTS')) {
      lines.push(say('cti-event.asks.service', { service: CtiEditor.words.bit('CTI_SERVICE_CONFIG_EVENTS') }));
    }
    return lines;
  }
})();
