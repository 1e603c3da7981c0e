/** How much waits for the person, shown in front of every page's title so that a tab in the background tells it. */
class TitleBadge {
  #count = $state(0);

  get count(): number {
    return this.#count;
  }

  set count(count: number) {
    this.#count = count;
  }
}

export const titleBadge = new TitleBadge();
