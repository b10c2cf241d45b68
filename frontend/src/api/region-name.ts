import { useQuery } from "@tanstack/react-query";
import { regionLabel, regionSearchQuery } from "./regions";

/** The name of a region in an address; its key until the name is there. */
export function useRegionName(key: string): string {
  const { data } = useQuery({ ...regionSearchQuery(key), enabled: key !== "" });
  const region = data?.find((one) => one.key === key);
  return region ? regionLabel(region) : key;
}
