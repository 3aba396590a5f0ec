import { button, change, only, order, set, shown } from '../pieces';
import { Sheet } from '../sheet';

/** @param BAResponse as Outbound Option knows it */
const answer = (BAResponse: string) => ({
  name: BAResponse.toLowerCase(),
  callFrom: 'agent',
  party: '1001',
  fields: { namedVariables: { value: JSON.stringify({ BAResponse }), type: 'json' } },
});

export const outboundPreview = new Sheet({
  prefix: 'preview',
  title: 'Outbound preview',
  about: 'A campaign offers a customer to an agent, who accepts or rejects; then the customer is called.',
  port: 42387,
})
  .explain(
    'Deploy, then press the inject buttons. Read me by a double click.',
    `1. The dialer of Outbound Option reserves agent 1001 for a customer of the campaign *Spring*.
2. The reservation is a call of its own that rings at the agent (\`callType\` is \`RESERVATION_PREVIEW\`). Its ECC variables say who the customer is: \`BACampaign\`, \`BABuddyName\`, \`BACustomerNumber\` ... This is what a desktop shows as a preview.
3. The agent answers by data, not with the phone: **cti call data** writes \`BAResponse\` to the call of agent 1001. *Accept* calls the customer; *Reject* ends the reservation and the agent is ready again.
4. The customer comes in a call of its own (\`CUSTOMER_PREVIEW\`), some seconds later, and it answers itself at the agent's phone. It belongs to no contact of before: the campaign's data are in it again. The last button hangs up.

\`BAResponse\` knows more answers, *Skip* for instance: Cisco's Outbound Option Guide has them all.`,
  )
  .comment('1  The dialer reserves an agent')
  .row(
    [
      'reserve',
      'inject',
      order('A customer for agent 1001', 'outboundReservation', {
        agent: '1001',
        campaign: 'Spring',
        mode: 'preview',
        customerNumber: '5551234',
        customerName: 'Doe,Jane',
      }),
    ],
    ['sim', 'cti-simulator'],
  )
  .comment('2  The preview')
  .row(
    [
      'rings',
      'cti-call',
      { name: 'rings for a campaign', changes: ['call.ringing'], agent: '*', variableName: 'BACampaign' },
    ],
    ['reserved', 'switch', only('a reservation?', "$contains(payload.callType, 'RESERVATION')")],
    [
      'whom',
      'change',
      change(
        'what the agent sees',
        set(
          'payload',
          `{
  "agent": agentID,
  "campaign": payload.namedVariables.BACampaign,
  "customer": payload.namedVariables.BABuddyName,
  "number": payload.namedVariables.BACustomerNumber
}`,
        ),
      ),
    ],
    ['previews', 'debug', shown('preview')],
  )
  .comment('3  The agent accepts or rejects')
  .row(
    ['yes', 'inject', button('Accept', {})],
    ['accept', 'cti-call-data', answer('Accept')],
    ['answered', 'debug', shown('confirmed', 'topic')],
  )
  .row(['no', 'inject', button('Reject', {})], ['reject', 'cti-call-data', answer('Reject')])
  .wire('reject', 'answered')
  .comment('4  The customer, or nobody')
  .row(
    [
      'talks',
      'cti-call',
      { name: 'talks for a campaign', changes: ['call.answered'], agent: '*', variableName: 'BACampaign' },
    ],
    [
      'customer',
      'change',
      change('who talks to whom', set('payload', "agentID & ' talks to ' & payload.namedVariables.BABuddyName")),
    ],
    ['connected', 'debug', shown('customer')],
  )
  .row(
    ['ready', 'cti-agent', { name: 'ready again', changes: ['agent.ready'], agent: '1001' }],
    ['back', 'change', change('after what', set('payload', "payload.agentID & ' is ready, was ' & before.agentState"))],
    ['again', 'debug', shown('agent')],
  )
  .row(
    ['end', 'inject', button('Agent 1001 hangs up', {})],
    ['hangup', 'cti-call-control', { name: 'hang up', action: 'release', callFrom: 'agent', party: '1001' }],
    ['ended', 'debug', shown('hung up', 'topic')],
  )
  .comment('5  What goes wrong')
  .row(['catch', 'catch', { name: 'refused or failed' }], ['failed', 'debug', shown('failures', 'error')]).nodes;
