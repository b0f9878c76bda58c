// An update's way from a chosen file to a program that waits for its next start. The program checks; here is only what
// it answered.
import { asApiError, get, post, upload, type ApiError } from "../lib/api";
import { pickUpdate, startAgain } from "../lib/shell";
import { toastError } from "../lib/toast.svelte";
import type { UpdateApplied, UpdateOffer, UpdateState } from "../lib/types";

const ADDRESS = "/api/installation/update";

export class Update {
  state = $state.raw<UpdateState | null>(null);
  /** What is asked about. */
  offer = $state.raw<UpdateOffer | null>(null);
  /** What came of it. */
  applied = $state.raw<UpdateApplied | null>(null);
  error = $state.raw<ApiError | null>(null);
  busy = $state(false);

  load = async (): Promise<void> => {
    try {
      this.state = await get<UpdateState>(ADDRESS);
    } catch (thrown) {
      this.error = asApiError(thrown);
    }
  };

  choose = async (): Promise<void> => {
    if (this.busy) return;
    this.busy = true;
    this.error = null;
    this.applied = null;
    try {
      const picked = await pickUpdate<UpdateOffer>();
      if (picked)
        this.offer = "offer" in picked ? picked.offer : await upload<UpdateOffer>(ADDRESS, picked.file);
    } catch (thrown) {
      this.error = asApiError(thrown);
    }
    this.busy = false;
  };

  apply = async (): Promise<void> => {
    if (!this.offer || this.busy) return;
    this.busy = true;
    this.error = null;
    try {
      this.applied = await post<UpdateApplied>(`${ADDRESS}/apply`, { sha256: this.offer.sha256 });
      await this.load();
    } catch (thrown) {
      this.error = asApiError(thrown);
    }
    this.busy = false;
  };

  /** The question is over, whatever came of it. */
  close = (): void => {
    this.offer = null;
    this.applied = null;
    this.error = null;
  };

  startAgain = async (): Promise<void> => {
    try {
      await startAgain();
    } catch (thrown) {
      toastError(thrown);
    }
  };
}

/** The one sentence that says why: the field's, where a refusal names one. */
export const why = (error: ApiError): string => error.field("file") ?? error.message;
