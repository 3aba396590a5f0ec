// The dialogs of cti-call and cti-agent: which changes a node tells.
window.CtiEditor ??= {};

/**
 * Fills the container with the changes of a kind, `call` or `agent`, in plain words. words: { every, change(name) },
 * for all of them and for one. Resolves to { selected(), select(topics) }.
 */
CtiEditor.changeList = (container, kind, selected, words) => {
  const serverText = (key, options) => RED._(`@ged188/node-red-cti/cti-server:${key}`, options);
  return CtiEditor.definitions().then(
    ({ changes }) => {
      const items = changes[kind].map((topic) => ({
        value: topic,
        label: words.change(topic.slice(kind.length + 1)),
        constant: topic,
      }));
      const groups = [{ label: words.every, open: true, items }];
      let list;
      const select = (topics) => {
        list = CtiEditor.checkList(container, groups, topics, serverText);
      };
      select(selected);
      return { selected: () => list.selected(), select };
    },
    () => {
      container.text(serverText('cti-server.error.definitions'));
    },
  );
};
