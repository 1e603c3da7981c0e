import type { components } from './schema';

type Schemas = components['schemas'];

export type Me = Schemas['Me'];
export type Staff = Schemas['Staff'];
export type ServiceGroup = Schemas['ServiceGroup'];
export type Chatbot = Schemas['Chatbot'];
export type Source = Schemas['Source'];
/** What a channel can be sent. */
export type SourceEvent = Schemas['TestEvent']['type'];
export type CredentialUse = Schemas['CredentialUse'];
export type ChallengeResult = Schemas['ChallengeResult'];
export type Channel = Schemas['Channel'];
export type Routing = Schemas['Routing'];
export type RoutingPreview = Schemas['RoutingPreview'];
export type Label = Schemas['Label'];
export type CannedResponse = Schemas['CannedResponse'];
export type Settings = Schemas['Settings'];
export type TraceEntry = Schemas['TraceEntry'];
export type AuditEntry = Schemas['AuditEntry'];
export type ApiToken = Schemas['ApiToken'];
export type Scope = Schemas['NewApiTokenForm']['scopes'][number];
export type SingleSignOn = Schemas['SingleSignOn'];
export type IdentityProvider = Schemas['IdentityProvider'];
export type IdentityProviderForm = Schemas['IdentityProviderForm'];
export type WayIn = Schemas['WayIn'];
export type Session = Schemas['Session'];
export type SecondFactor = Schemas['SecondFactor'];
export type SecondFactorOffer = Schemas['SecondFactorOffer'];
export type StickyBinding = Schemas['StickyBinding'];
export type RolePermissions = Schemas['RolePermissions'];
export type Enquiry = Schemas['Enquiry'];
export type Message = Schemas['Message'];
export type Visitor = Schemas['Visitor'];

export type FaultCode = Schemas['FieldError']['code'];
/** What is wrong with one field. A newer server may have other codes. */
export type Fault = Omit<Schemas['FieldError'], 'code' | 'params'> & {
  code: string;
  params?: Readonly<Record<string, unknown>> | undefined;
};
export type TraceCode = Schemas['TraceStep']['code'];
/** What routing did. A newer server may have other codes. */
export type TraceStep = Omit<Schemas['TraceStep'], 'code' | 'params'> & {
  code: string;
  params?: Readonly<Record<string, unknown>> | undefined;
};
/** A problem document with the members of its own that some codes carry. */
export type Problem = Omit<Schemas['Problem'], 'challenge' | 'errors'> & {
  challenge?: ChallengeResult | null;
  errors?: Fault[];
};

export type Role = Staff['role'];
export type Availability = Staff['availability'];
export type ChannelMessages = Channel['messages'];
export type DisplayNameFormat = Channel['displayNameFormat'];
export type EnquiryStatus = Enquiry['status'];
export type ChallengeReason = NonNullable<ChallengeResult['reason']>;
export type MessageDelivery = NonNullable<Message['delivery']>;
export type Delivery = Schemas['Delivery'];
export type StaffSignIn = Schemas['StaffSignIn'];
export type DeliveryWithAttempts = Schemas['DeliveryWithAttempts'];
export type DeliveryAttempt = Schemas['DeliveryAttempt'];
export type Exchange = Schemas['Exchange'];
export type DeliveryStats = Schemas['DeliveryStats'];
export type TestEventResult = Schemas['TestEventResult'];
export type Replayed = Schemas['Replayed'];
