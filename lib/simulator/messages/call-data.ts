import { type CallData, eccOverflows } from '../switch/call-data';

/** The data that announce a call. */
export function context(data: CallData) {
  const { customerPhoneNumber: _, customerAccountNumber: __, ...texts } = data.texts;
  return { ...texts, userToUserInfo: data.userToUserInfo, ...ecc(data) };
}

/** Every update carries all ECC data, changed or not; or none at all when they are too many. */
export function ecc(data: CallData) {
  if (eccOverflows(data)) return { namedVariables: undefined, namedArrays: undefined };
  return { namedVariables: data.namedVariables, namedArrays: data.namedArrays };
}
