export function missingPackages(options: { withTests: boolean }): string[];
export function installPackages(): Promise<void>;
