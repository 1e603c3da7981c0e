import { answer, api } from '$lib/api/client';
import type { Channel, Source } from '$lib/api/names';
import { Submission } from '$lib/api/submission.svelte';
import { m } from '$lib/paraglide/messages';
import { createSource, revealCredentials, type Credentials } from '$lib/source/calls';
import { newWebhookCheck } from '$lib/webhook/calls';
import { ChannelDraft } from './draft.svelte';

export const steps: readonly (() => string)[] = [
  m.channel_source,
  m.channel_settings,
  m.channel_messages,
  m.channel_step_last
];

export type SourceKind = 'webhook' | 'outbox' | 'existing';

/** The making of a channel, step by step. Nothing is kept by the server before the last step but one. */
export class ChannelWizard {
  step = $state(0);
  kind = $state<SourceKind>('webhook');
  sourceName = $state('');
  sourceId = $state('');
  readonly check = newWebhookCheck();
  readonly draft = new ChannelDraft();
  readonly submission = new Submission([
    '/name',
    '/webhookUrl',
    '/routing/*',
    '/sticky/*',
    '/autoClose/*',
    '/messages/welcome/text',
    '/messages/away/text',
    '/messages/close/text'
  ]);
  #source = $state.raw<Source | null>(null);
  #credentials = $state.raw<Credentials | null>(null);
  #channel = $state.raw<Channel | null>(null);
  /** Which of the two names, the source's or the channel's, the last refusal was about. */
  #creating = $state<'source' | 'channel'>('source');

  /** What to keep of it when it is left. A source that was made is taken up again as an existing one. */
  get typed() {
    const source = this.#source
      ? { kind: 'existing' as const, sourceId: this.#source.id }
      : { kind: this.kind, sourceId: this.sourceId };
    return {
      step: Math.min(this.step, 2),
      ...source,
      sourceName: this.sourceName,
      url: this.check.url,
      channel: this.draft.body
    };
  }

  /** Takes up what was kept, or begins with it. */
  take({ step, kind, sourceId, sourceName, url, channel }: ChannelWizard['typed']): void {
    [this.step, this.kind, this.sourceId, this.sourceName] = [step, kind, sourceId, sourceName];
    this.#source = null;
    if (url !== this.check.url) this.check.url = url;
    this.draft.take(channel);
  }

  get channel(): Channel | null {
    return this.#channel;
  }

  get credentials(): Credentials | null {
    return this.#credentials;
  }

  /** A source that was made before the channel was refused can't be changed here any more. */
  get sourceMade(): boolean {
    return this.#source !== null;
  }

  get sourceNameFault(): string | undefined {
    return this.#creating === 'source' ? this.#nameFault : undefined;
  }

  get channelNameFault(): string | undefined {
    return this.#creating === 'channel' ? this.#nameFault : undefined;
  }

  get #nameFault(): string | undefined {
    const taken = this.submission.problem?.code === 'name-taken' ? this.submission.problem.detail : undefined;
    return this.submission.at('/name') ?? taken;
  }

  /** Whether the present step is complete. A challenge that hasn't passed can't be gone round. */
  get ready(): boolean {
    if (this.step === 1) return this.draft.name.trim() !== '';
    if (this.step === 2) return !this.submission.busy;
    if (this.kind === 'existing') return this.sourceId !== '';
    return this.sourceName.trim() !== '' && (this.kind === 'outbox' || this.check.passed);
  }

  async next(): Promise<void> {
    if (!this.ready) return;
    if (this.step < 2) {
      this.submission.forget();
      this.step += 1;
      return;
    }
    await this.submission.run(() => this.#create());
    if (this.submission.problem) this.#goToFault();
  }

  back(): void {
    if (this.step > 0) this.step -= 1;
  }

  async #create(): Promise<void> {
    this.#creating = 'source';
    const sourceId = this.kind === 'existing' ? this.sourceId : await this.#createSource();
    this.#creating = 'channel';
    this.#channel = await answer(api.POST('/api/v1/channels', { body: { sourceId, ...this.draft.body } }));
    this.#credentials ??= await revealCredentials(sourceId);
    this.step = 3;
  }

  /** Made once: when the channel is refused afterwards, the second try uses the source of the first. */
  async #createSource(): Promise<string> {
    if (this.#source) return this.#source.id;
    const url = this.kind === 'webhook' ? this.check.url.trim() : null;
    const secret = this.kind === 'webhook' ? this.check.secret : null;
    const { accessToken, signingSecret, ...source } = await createSource(this.sourceName.trim(), url, secret);
    this.#source = source;
    this.#credentials = { accessToken, signingSecret };
    return source.id;
  }

  #goToFault(): void {
    const problem = this.submission.problem;
    if (problem?.challenge) this.check.show(problem.challenge);
    if (this.#creating === 'source') this.step = 0;
    else if (this.channelNameFault || this.submission.anyAt('/routing') || this.submission.anyAt('/sticky'))
      this.step = 1;
  }
}
