import type { IdentityProvider, IdentityProviderForm } from '$lib/api/names';

/** The identity provider as it is being edited. */
export class ProviderDraft {
  name = $state('');
  issuer = $state('');
  clientId = $state('');
  /** Another secret than the one that is kept; empty: that one stays. */
  clientSecret = $state('');
  /** The one that is kept goes. */
  dropsSecret = $state(false);
  passwords = $state<IdentityProvider['passwords']>('allowed');

  constructor(readonly kept: IdentityProvider | null) {
    if (!kept) return;
    this.name = kept.name;
    this.issuer = kept.issuer;
    this.clientId = kept.clientId;
    this.passwords = kept.passwords;
  }

  /** There is a secret that may stay: it is of this provider. */
  get keepsSecret(): boolean {
    return this.kept !== null && this.kept.hasClientSecret && this.kept.issuer === this.issuer.trim();
  }

  /** The provider will know people by other names, so that each is found by their e-mail address again. */
  get startsAnew(): boolean {
    return (
      this.kept !== null && (this.kept.issuer !== this.issuer.trim() || this.kept.clientId !== this.clientId.trim())
    );
  }

  get body(): IdentityProviderForm {
    const form = {
      name: this.name.trim(),
      issuer: this.issuer.trim(),
      clientId: this.clientId.trim(),
      passwords: this.passwords
    };
    if (this.clientSecret.trim()) return { ...form, clientSecret: this.clientSecret.trim() };
    // Nothing said, one that is kept stays; of another provider it must not.
    return this.keepsSecret && !this.dropsSecret ? form : { ...form, clientSecret: '' };
  }
}
