/**
 * Makes the plain objects. One literal per message type, made on first use, so that every payload
 * of a type has one shape with every key: three times as fast as adding the present keys, whatever
 * the mix. This is the only file with generated code, on names of our own tables; where that is
 * forbidden (`node --disallow-code-generation-from-strings`) a loop does the same, slower.
 */
export type Build = (values: readonly unknown[]) => object;

/** Makes the builder of objects with these keys. */
export type MakeBuild = (keys: readonly string[]) => Build;

/** The loop: correct everywhere. */
export function loop(keys: readonly string[]): Build {
  return (values) => {
    const object: Record<string, unknown> = {};
    for (let i = 0; i < keys.length; i++) object[keys[i] as string] = values[i];
    return object;
  };
}

export function literal(keys: readonly string[]): Build {
  const members = keys.map((key, i) => `${JSON.stringify(key)}:v[${i}]`).join(',');
  return new Function('v', `return {${members}}`) as Build;
}

/** The literal, or the loop where generated code is forbidden. */
export function shape(keys: readonly string[]): Build {
  try {
    return literal(keys);
  } catch {
    return loop(keys);
  }
}
