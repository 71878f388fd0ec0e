// The colours of the page as they are now, in the light or in the dark: what the picture draws with.

export interface Colours {
  paper: string;
  ink: string;
  line: string;
  faint: string;
  strong: string;
  onDot: string;
  communities: string[];
}

export const GROUPS = 8; // colours of communities; the last is that of all further ones

/** Reads the colours; a custom property is a colour only where it is used, so it is used. */
export function colours(within: HTMLElement): Colours {
  const probe = document.createElement("span");
  probe.hidden = true;
  within.append(probe);
  const of = (name: string) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const found = {
    paper: of("--paper"),
    ink: of("--ink"),
    line: of("--net-line"),
    faint: of("--net-faint"),
    strong: of("--link"),
    onDot: of("--net-on-dot"),
    communities: Array.from({ length: GROUPS }, (_, number) => of(`--net-${number}`)),
  };
  probe.remove();
  return found;
}
