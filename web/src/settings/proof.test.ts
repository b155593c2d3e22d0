import { describe, expect, it } from 'vitest'
import { isConsistent, isIncluded, leafHash } from './proof'

// The tree that Certificate Transparency's implementations are tested with.
const ROOT_3 = 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'
const ROOT_4 = 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'
const ROOT_7 = 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'
const ROOT_8 = '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'
const LEAF_5 = '4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658'
const OF_5_IN_7 = [
  'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
  ROOT_4,
]
const FROM_3_TO_7 = [
  '0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7',
  '07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  '837dbb152e9b079010717e84e865da4ebc0fa198a806d59d31bf15accef22d0e',
]

describe('a proof of inclusion', () => {
  const tree = { size: 7, root: ROOT_7 }

  it('holds for the entry it was made for, in that place', async () => {
    expect(await isIncluded(LEAF_5, 5, tree, OF_5_IN_7)).toBe(true)
    expect(await isIncluded(LEAF_5, 4, tree, OF_5_IN_7)).toBe(false)
    expect(await isIncluded(LEAF_5, 7, tree, OF_5_IN_7)).toBe(false)
  })

  it('fails for another entry, another tree and a hash too few', async () => {
    expect(await isIncluded(ROOT_3, 5, tree, OF_5_IN_7)).toBe(false)
    expect(await isIncluded(LEAF_5, 5, { size: 7, root: ROOT_8 }, OF_5_IN_7)).toBe(false)
    expect(await isIncluded(LEAF_5, 5, tree, OF_5_IN_7.slice(1))).toBe(false)
  })
})

describe('a proof of consistency', () => {
  it('holds for a tree that grew', async () => {
    expect(await isConsistent({ size: 3, root: ROOT_3 }, { size: 7, root: ROOT_7 }, FROM_3_TO_7)).toBe(true)
    const half = '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4'
    expect(await isConsistent({ size: 4, root: ROOT_4 }, { size: 8, root: ROOT_8 }, [half])).toBe(true)
    expect(await isConsistent({ size: 7, root: ROOT_7 }, { size: 7, root: ROOT_7 }, [])).toBe(true)
  })

  it('fails for one that was rewritten or cut off', async () => {
    expect(await isConsistent({ size: 3, root: ROOT_4 }, { size: 7, root: ROOT_7 }, FROM_3_TO_7)).toBe(false)
    expect(await isConsistent({ size: 7, root: ROOT_8 }, { size: 7, root: ROOT_7 }, [])).toBe(false)
    expect(await isConsistent({ size: 8, root: ROOT_8 }, { size: 7, root: ROOT_7 }, [])).toBe(false)
  })
})

it('hashes a record as the log does, whatever the order of its fields', async () => {
  const hashed = 'a408656ccbfa50b4487d1c6e0f3694db42cd78630e3b2ecc74a896c493734c6e'
  expect(await leafHash({ é: [1, null, true], a: { z: 'ü', b: '\u0007"' } })).toBe(hashed)
})
