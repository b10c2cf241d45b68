"""Files of a household, such as a drawn signature 手写签名: stored encrypted, shown under its scope."""
