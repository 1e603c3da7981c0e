import { describe, expect, it } from 'vitest';
import type { IdentityProvider } from '$lib/api/names';
import { ProviderDraft } from './draft.svelte';

const kept: IdentityProvider = {
  name: 'Example Ltd',
  issuer: 'https://id.example.com',
  clientId: 'causeway',
  hasClientSecret: true,
  passwords: 'administrators',
  version: 3
};

describe('an identity provider to set', () => {
  it('begins as the one that is set, whose secret stays', () => {
    const draft = new ProviderDraft(kept);
    expect(draft.body).toEqual({
      name: 'Example Ltd',
      issuer: 'https://id.example.com',
      clientId: 'causeway',
      passwords: 'administrators'
    });
    expect(draft.startsAnew).toBe(false);
  });

  it('takes another secret, or none', () => {
    const draft = new ProviderDraft(kept);
    draft.dropsSecret = true;
    expect(draft.body.clientSecret).toBe('');
    draft.clientSecret = ' another ';
    expect(draft.body.clientSecret).toBe('another');
  });

  it('hands the secret of one provider to no other', () => {
    const draft = new ProviderDraft(kept);
    draft.issuer = 'https://other.example';
    expect(draft.keepsSecret).toBe(false);
    expect(draft.startsAnew).toBe(true);
    expect(draft.body.clientSecret).toBe('');
  });

  it('is empty where there is none yet', () => {
    const draft = new ProviderDraft(null);
    expect(draft.body).toEqual({ name: '', issuer: '', clientId: '', passwords: 'allowed', clientSecret: '' });
    expect(draft.startsAnew).toBe(false);
  });
});
