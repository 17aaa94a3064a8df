/**
 * What of the libraries for tokens is used, loaded together by the first who comes with one, or goes to get one: what is asked for
 * by this file alone leaves the rest of them out of the bundles.
 */

export { createRemoteJWKSet, jwtVerify } from "jose"
export {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
} from "openid-client"
