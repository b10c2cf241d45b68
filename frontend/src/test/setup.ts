import { startI18n } from "@/app/i18n";

await startI18n();
