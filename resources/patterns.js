// What a person types to choose some of many: checked as the nodes check it, in patterns.ts.
window.CtiEditor ??= {};

/** A validator of the editor: nothing, or texts with * and ?, with something around each comma. */
CtiEditor.pattern = (value, opt) => {
  const text = value === undefined || value === null ? '' : String(value).trim();
  if (text === '' || text.split(',').every((one) => one.trim() !== '')) return true;
  return opt ? RED._('@ged188/node-red-cti/cti-server:cti-server.error.pattern') : false;
};
