/** The data of a call that come with a request. */
import { type CallDataItems, TEXT_ITEMS, type TextItem } from '../switch/call-data';

type WithData = { readonly [K in TextItem]?: string | undefined } & Pick<
  CallDataItems,
  'userToUserInfo' | 'namedVariables' | 'namedArrays'
>;

/** What was dialled is no matter of the data's. */
export function givenData(request: WithData): CallDataItems {
  const texts: { [K in TextItem]?: string } = {};
  for (const key of TEXT_ITEMS) {
    const value = key === 'dnis' || key === 'dialedNumber' ? undefined : request[key];
    if (value !== undefined) texts[key] = value;
  }
  return {
    ...texts,
    userToUserInfo: request.userToUserInfo,
    namedVariables: request.namedVariables,
    namedArrays: request.namedArrays,
  };
}

export function hasItems(items: CallDataItems): boolean {
  return Object.values(items).some((value) => value !== undefined && Object.keys(value).length > 0);
}
