const COUNTY_LENGTH = 6;

/** 安次区 is 安次 where counties stand side by side; lower regions and other names keep what tells them apart. */
export function shortName(region: string, name: string): string {
  if (region.length !== COUNTY_LENGTH) return name;
  const short = name.replace(/^.+(开发区)$/, "$1").replace(/^(..+?)(?:[回满]族自治县|[市县区])$/, "$1");
  return short === "开发" ? "开发区" : short;
}
