// The dialog of cti-server: what is kept back before any message leaves the session.
window.CtiEditor ??= {};

(() => {
  /** Subjects with names to choose from. */
  const NAMED = ['eccVariables', 'field'];

  /** The key of what identifies a connection, which is replaced by a name made with the key. */
  const CONNECTION = 'connectionDeviceID';

  /** FOUND_BY of privacy-rules.ts: no row may touch them. */
  const FOUND_BY = [
    ...['agentID', 'agentIDLong', 'atcAgentID', 'loginID', 'oldLoginID', 'supervisorID'],
    ...['agentExtension', 'agentInstrument', 'extension', 'instrument', 'supervisorInstrument'],
  ];

  /** As patterns.ts reads it. */
  const fits = (names, name) =>
    !names ||
    names.split(',').some((one) => {
      const literal = one.trim().replace(/[.+^${}()|[\]\\]/g, '\\$&');
      return new RegExp(`^${literal.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'is').test(name);
    });

  /** Whether a row names agents or their phones: such a cti-server does not start. What is about everything leaves them. */
  CtiEditor.privacyHitsAgents = ({ subject, name, action }) =>
    subject === 'field' &&
    action !== 'keep' &&
    (name ?? '')
      .split(',')
      .filter((one) => !/^\**$/.test(one.trim()))
      .some((one) => FOUND_BY.some((key) => fits(one, key)));

  /** Whether hashes, or names in place of connections' IDs, are made: without a key the latter change with each start. */
  CtiEditor.privacyNeedsKey = (rows) => {
    const first = rows.find(
      ({ subject, name }) => subject === 'callerNumbers' || (subject === 'field' && fits(name, CONNECTION)),
    );
    return rows.some(({ action }) => action === 'hash') || (first !== undefined && first.action !== 'keep');
  };

  /**
   * Fills the list with rows. known: the subjects and actions of the definitions; text: gives the words of a key of
   * cti-server's catalog; id: of the cti-server. Returns what gives the rows as they stand.
   */
  CtiEditor.privacyTable = (list, rows, known, text, id) => {
    const words = (kind, values) => values.map((value) => [value, text(`cti-server.privacy.${kind}.${value}`)]);
    const choice = (options, chosen, label) => {
      const select = $('<select>').attr('aria-label', label);
      for (const [value, word] of options) $('<option>').val(value).text(word).appendTo(select);
      return select.val(chosen);
    };
    list.editableList({
      addButton: text('cti-server.privacy.add'),
      height: 'auto',
      removable: true,
      sortable: true,
      addItem: (container, _index, row) => {
        container.addClass('cti-privacy');
        const subjects = words('subject', known.subjects);
        const subject = choice(subjects, row.subject ?? known.subjects[0], text('cti-server.privacy.what'));
        const name = $('<input type="text">')
          .attr({ 'aria-label': text('cti-server.privacy.names'), placeholder: text('cti-server.privacy.placeholder') })
          .val(row.name ?? '');
        const action = choice(words('action', known.actions), row.action ?? 'drop', text('cti-server.privacy.do'));
        const follow = () => name.css('visibility', NAMED.includes(subject.val()) ? 'visible' : 'hidden');
        const rowAsItStands = () => ({
          subject: subject.val(),
          name: NAMED.includes(subject.val()) ? name.val().trim() : '',
          action: action.val(),
        });
        const check = () => {
          const hits = CtiEditor.privacyHitsAgents(rowAsItStands());
          name.toggleClass('input-error', hits || !CtiEditor.pattern(name.val()));
          name.attr('title', hits ? text('cti-server.error.privacyAgents') : null);
        };
        subject.on('change', follow);
        name.add(subject).add(action).on('input change', check);
        follow();
        check();
        container.append(subject, name, action);
        const kind = () => (subject.val() === 'eccVariables' ? 'eccVariables' : undefined);
        CtiEditor.pickList(name, { kind, server: () => id, many: true });
        container.data('row', rowAsItStands);
        list.trigger('change');
      },
      removeItem: () => list.trigger('change'),
    });
    for (const row of rows) list.editableList('addItem', { ...row });
    return () =>
      list
        .editableList('items')
        .toArray()
        .map((item) => item.data('row')());
  };
})();
