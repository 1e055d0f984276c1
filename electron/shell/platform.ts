/** The system this runs on, asked once and here only: what differs by system is decided by this. */
export const platform: NodeJS.Platform = process.platform;
