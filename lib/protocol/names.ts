/**
 * From the guide's field name to the key of a payload: the leading capitals are lowered, all but
 * the last when a small letter follows. ConnectionCallID connectionCallID, ANI ani, DNIS dnis,
 * PGStatus pgStatus, ICMAgentID icmAgentID. No exceptions.
 */
export function fieldKey<const N extends string>(guideName: N): FieldKey<N> {
  return guideName.replace(/^(?:[A-Z]+(?![a-z])|[A-Z])/, (capitals) => capitals.toLowerCase()) as FieldKey<N>;
}

/** The same rule for the compiler. */
export type FieldKey<N extends string> = Lower<N, ''>;

type Capital =
  | 'A'
  | 'B'
  | 'C'
  | 'D'
  | 'E'
  | 'F'
  | 'G'
  | 'H'
  | 'I'
  | 'J'
  | 'K'
  | 'L'
  | 'M'
  | 'N'
  | 'O'
  | 'P'
  | 'Q'
  | 'R'
  | 'S'
  | 'T'
  | 'U'
  | 'V'
  | 'W'
  | 'X'
  | 'Y'
  | 'Z';
type Small = Lowercase<Capital>;

/** `Run` holds the capitals read so far. */
type Lower<N extends string, Run extends string> = N extends `${infer C}${infer Rest}`
  ? C extends Capital
    ? Rest extends `${Small}${string}`
      ? Run extends ''
        ? `${Lowercase<C>}${Rest}`
        : `${Lowercase<Run>}${N}`
      : Lower<Rest, `${Run}${C}`>
    : `${Lowercase<Run>}${N}`
  : Lowercase<Run>;
