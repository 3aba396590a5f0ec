import type { CallData } from '../switch/call-data';

/** The data that announce a call. */
export function context(data: CallData) {
  const { customerPhoneNumber: _, customerAccountNumber: __, ...texts } = data.texts;
  return { ...texts, userToUserInfo: data.userToUserInfo, ...ecc(data) };
}

/** Every update carries all ECC data, changed or not. */
export function ecc(data: CallData) {
  return { namedVariables: data.namedVariables, namedArrays: data.namedArrays };
}
