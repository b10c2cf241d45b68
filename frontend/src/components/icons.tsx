import type { ReactElement, SVGProps } from "react";

/** Line drawings of 16 × 16 in the colour of the text beside them; a word always stands with them. */
function Line({ children, ...rest }: SVGProps<SVGSVGElement>): ReactElement {
  return (
    <svg
      width="1em"
      height="1em"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.4}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      {...rest}
    >
      {children}
    </svg>
  );
}

export const HomeIcon = () => (
  <Line>
    <path d="M2 7.500 8 2.500l6 5M3.500 6.500V13.500h9V6.500" />
  </Line>
);
export const HouseIcon = () => (
  <Line>
    <path d="M1.500 8 8 2.500 14.500 8M3.500 6.500V13.500h9V6.500M6.500 13.500v-4h3v4" />
  </Line>
);
export const PersonIcon = () => (
  <Line>
    <circle cx="8" cy="5" r="2.800" />
    <path d="M2.500 14c.5-3 2.700-4.500 5.500-4.500s5 1.500 5.500 4.500" />
  </Line>
);
export const ImportIcon = () => (
  <Line>
    <path d="M8 2v7.500M5 6.500l3 3 3-3M2.500 10v3.500h11V10" />
  </Line>
);
export const ExportIcon = () => (
  <Line>
    <path d="M8 9.500V2M5 5l3-3 3 3M2.500 10v3.500h11V10" />
  </Line>
);
export const SearchIcon = () => (
  <Line>
    <circle cx="7" cy="7" r="4.500" />
    <path d="m10.500 10.500 3.500 3.500" />
  </Line>
);
export const PlusIcon = () => (
  <Line>
    <path d="M8 3v10M3 8h10" />
  </Line>
);
export const PencilIcon = () => (
  <Line>
    <path d="m3 13 .6-2.800L11 2.800l2.200 2.200-7.400 7.400z" />
  </Line>
);
export const CheckIcon = () => (
  <Line strokeWidth={1.8}>
    <path d="m3 8.500 3.300 3.300L13 4.500" />
  </Line>
);
export const ChevronDown = () => (
  <Line>
    <path d="m4 6 4 4 4-4" />
  </Line>
);
export const ChevronLeft = () => (
  <Line>
    <path d="m10 3.500-4.500 4.500 4.500 4.500" />
  </Line>
);
export const ChevronRight = () => (
  <Line>
    <path d="m6 3.500 4.500 4.500L6 12.500" />
  </Line>
);
export const ColumnsIcon = () => (
  <Line>
    <path d="M2 3h12v10H2zM6 3v10M10 3v10" />
  </Line>
);
export const CloseIcon = () => (
  <Line>
    <path d="m4 4 8 8M12 4l-8 8" />
  </Line>
);
export const BoardIcon = () => (
  <Line>
    <path d="M3.500 13.500v-5M8 13.500v-11M12.500 13.500v-7.500M1.500 13.500h13" />
  </Line>
);
export const GooseIcon = () => (
  <Line>
    <path d="M7.500 4.500a2 2 0 0 0-4-.2L1.500 5.300h2.200C4.500 7 4 8 4 9.500c0 2.500 2 4 4.500 4s5-1.500 6-5c-2 .8-4 .5-5-.7C8.300 6.700 7.600 5.800 7.500 4.500" />
  </Line>
);
